import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allowsSql } from '../src/access/policy-sql.js';
import { allows } from '../src/access/policy.js';
import { parsePermissionRule, type PermissionRule } from '../src/access/permissions.js';
import type { Grant, Principal } from '../src/access/principal.js';
import { newToken } from '../src/access/token.js';
import { newId } from '../src/database/id.js';
import { SqlParameters } from '../src/database/sql-parameters.js';
import { KINDS } from '../src/kinds.js';
import { Passwords } from '../src/staff/passwords.js';
import { sectionAt } from './factories/published.js';
import { session, signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';

const PASSWORD = 'correct horse battery';
const LOGIN = '/api/v1/auth/login';
const REFRESH = '/api/v1/auth/refresh';

interface Tokens {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
  tokenType: string;
}

let desk: TestApp;
/** Another process on the same database. */
let other: TestApp;
let hash: string;
let addresses = 0;

beforeAll(async () => {
  desk = await startApp({ trustProxy: ['127.0.0.1'] });
  other = await startApp({ trustProxy: ['127.0.0.1'] }, desk.database);
  hash = await desk.app.get(Passwords, { strict: false }).hash(PASSWORD);
});
afterAll(async () => {
  await other.close();
  await desk.close();
});

/** An IP address that no other test comes from. */
function newAddress(): string {
  addresses += 1;
  return `198.51.100.${addresses}`;
}

/** A member who can sign in with PASSWORD. */
async function member(options: Parameters<typeof signedIn>[1] = {}): Promise<SignedIn> {
  const somebody = await signedIn(desk, options);
  await desk.database.query('update staff_member set password_hash = $2 where id = $1', [somebody.id, hash]);
  return somebody;
}

function login<Body = Tokens>(
  email: string,
  password: string,
  address = newAddress(),
): Promise<Answer<Body>> {
  return desk.request<Body>('POST', LOGIN, {
    body: { email, password },
    headers: { 'x-forwarded-for': address },
  });
}

function refresh(refreshToken: string): Promise<Answer<Tokens>> {
  return desk.request<Tokens>('POST', REFRESH, { body: { refreshToken } });
}

async function me(token: string, app = desk): Promise<number> {
  return (await app.request('GET', '/api/v1/me', { token })).status;
}

describe('signing in', () => {
  it('answers with a session’s tokens, which open every process at once', async () => {
    const { email, id } = await member();
    const answer = await login(email, PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      accessToken: expect.stringMatching(/^cda_[\w-]{43}$/),
      tokenType: 'Bearer',
      expiresIn: 3600,
      refreshToken: expect.stringMatching(/^cdr_[\w-]{43}$/),
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    const mine = await other.request('GET', '/api/v1/me', { token: answer.body.accessToken });
    expect(mine).toMatchObject({ status: 200, body: { id, email } });
  });

  it('does not mind upper and lower case in the address, and minds it in the password', async () => {
    const { email } = await member();
    expect((await login(email.toUpperCase(), PASSWORD)).status).toBe(200);
    expect((await login(email, PASSWORD.toUpperCase())).status).toBe(401);
  });

  it('reads a password the same however the keyboard composed it', async () => {
    const { email, id } = await member();
    const composed = await desk.app.get(Passwords, { strict: false }).hash('caf\u00e9 au lait, no sugar');
    await desk.database.query('update staff_member set password_hash = $2 where id = $1', [id, composed]);
    expect((await login(email, 'cafe\u0301 au lait, no sugar')).status).toBe(200);
  });

  it('gives one answer for a wrong password, an unknown address and an inactive member', async () => {
    const known = await member();
    const inactive = await member({ active: false });
    const answers = await Promise.all([
      login<Record<string, unknown>>(known.email, 'not the password'),
      login<Record<string, unknown>>('nobody@newsroom.example', 'not the password'),
      login<Record<string, unknown>>(inactive.email, PASSWORD),
    ]);
    const plain = answers.map(({ status, headers, body }) => ({
      status,
      challenge: headers['www-authenticate'],
      body: { ...body, instance: 'x' },
    }));
    expect(plain[0]).toMatchObject({
      status: 401,
      challenge: expect.stringContaining('Bearer'),
      body: { code: 'invalid_credentials' },
    });
    expect(plain[1]).toEqual(plain[0]);
    expect(plain[2]).toEqual(plain[0]);
    expect((await login(known.email, PASSWORD)).status).toBe(200);
  });

  it('takes as long for an unknown address as for a wrong password', async () => {
    const { email } = await member();
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let round = 0; round < 9; round += 1) {
      for (const [who, address] of [
        ['known', email],
        ['unknown', `nobody-${round}@newsroom.example`],
      ] as const) {
        const from = performance.now();
        await login(address, 'not the password');
        times[who].push(performance.now() - from);
      }
    }
    const median = (all: number[]): number => all.toSorted((a, b) => a - b)[4] ?? 0;
    // Without the comparison the answer takes a tenth; the rest is room for a busy machine.
    expect(median(times.unknown) / median(times.known)).toBeGreaterThan(0.4);
    expect(median(times.unknown) / median(times.known)).toBeLessThan(2.5);
  });

  it.each([
    [{}, ['/email', '/password']],
    [{ email: 'a@b.example', password: 'x'.repeat(1025) }, ['/password']],
    [{ email: { $ne: null }, password: ['x'] }, ['/email', '/password']],
    [{ email: 'a@b.example', password: 'x', admin: true }, ['/admin']],
  ])('refuses the body %j', async (body, pointers) => {
    const answer = await desk.request<{ errors: { pointer: string }[] }>('POST', LOGIN, { body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect([...new Set(answer.body.errors.map(({ pointer }) => pointer))].sort()).toEqual(pointers);
  });
});

describe('failed sign-ins', () => {
  const WRONG = 'not the password';

  async function fail(email: string, address: string, times: number): Promise<void> {
    for (let n = 0; n < times; n += 1) expect((await login(email, WRONG, address)).status).toBe(401);
  }

  /** Lets the failures of the address grow older. */
  async function pass(address: string, seconds: number): Promise<void> {
    await desk.database.query(
      `update sign_in_failure set last_failed_at = last_failed_at - make_interval(secs => $2) where address = $1`,
      [address, seconds],
    );
  }

  it('make the account and the address wait after five, with the right password as well', async () => {
    const { email } = await member();
    const address = newAddress();
    await fail(email, address, 5);
    const refused = await login<Record<string, unknown>>(email, PASSWORD, address);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(15);
    expect(refused.body).not.toHaveProperty('retryAfter');
  });

  it('do not lock out the member who comes from elsewhere, nor other accounts from there', async () => {
    const { email } = await member();
    const neighbour = await member();
    const address = newAddress();
    await fail(email, address, 5);
    expect((await login(email, PASSWORD, address)).status).toBe(429);
    expect((await login(email, PASSWORD, newAddress())).status).toBe(200);
    expect((await login(neighbour.email, PASSWORD, address)).status).toBe(200);
  });

  it('are counted in the same way for an account that there is not, whatever the case of its letters', async () => {
    const address = newAddress();
    await fail('No.One@newsroom.example', address, 3);
    await fail('no.one@NEWSROOM.example', address, 2);
    const refused = await login<Record<string, unknown>>('no.one@newsroom.example', WRONG, address);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
  });

  it('wait longer each time, never beyond a quarter of an hour, and are forgotten', async () => {
    const { email } = await member();
    const address = newAddress();
    const wait = async (): Promise<number> =>
      Number((await login(email, PASSWORD, address)).headers['retry-after']);
    await fail(email, address, 5);
    await pass(address, 16);
    await fail(email, address, 1);
    expect(await wait()).toBeGreaterThan(25);
    expect(await wait()).toBeLessThanOrEqual(30);

    await desk.database.query('update sign_in_failure set failures = 30 where address = $1', [address]);
    expect(await wait()).toBeGreaterThan(890);
    expect(await wait()).toBeLessThanOrEqual(900);
    await pass(address, 901);
    await fail(email, address, 1);
    expect(await wait()).toBeGreaterThan(890);

    await desk.database.query('update sign_in_failure set failures = 7 where address = $1', [address]);
    await pass(address, 3 * 900 + 1);
    await fail(email, address, 1);
    await pass(address, 16);
    expect((await login(email, PASSWORD, address)).status).toBe(200);
  });

  it('are forgotten with the right password', async () => {
    const { email } = await member();
    const address = newAddress();
    await fail(email, address, 4);
    expect((await login(email, PASSWORD, address)).status).toBe(200);
    await fail(email, address, 4);
    expect((await login(email, PASSWORD, address)).status).toBe(200);
  });

  it('are counted also when they come all at once', async () => {
    const { email } = await member();
    const address = newAddress();
    const answers = await Promise.all(Array.from({ length: 20 }, () => login(email, WRONG, address)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('throttle nobody who signs in rightly, however often at once', async () => {
    const { email } = await member();
    const address = newAddress();
    const answers = await Promise.all(Array.from({ length: 12 }, () => login(email, PASSWORD, address)));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
  });

  it('name nobody where they are kept', async () => {
    const rows = await desk.database.query('select account_hash::text, address from sign_in_failure');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('newsroom');
  });
});

describe('refreshing', () => {
  async function signIn(): Promise<Tokens & { id: string }> {
    const { email, id } = await member();
    return { ...(await login(email, PASSWORD)).body, id };
  }

  it('rotates both tokens', async () => {
    const first = await signIn();
    const second = await refresh(first.refreshToken);
    expect(second).toMatchObject({ status: 200, body: { tokenType: 'Bearer', expiresIn: 3600 } });
    expect(second.body.refreshToken).not.toBe(first.refreshToken);
    expect(await me(second.body.accessToken)).toBe(200);
    expect(await me(first.accessToken)).toBe(401);
    expect((await refresh(second.body.refreshToken)).status).toBe(200);
  });

  it('ends the whole family when a token is replayed, and no other session', async () => {
    const first = await signIn();
    const [{ email } = { email: '' }] = await desk.database.query<{ email: string }>(
      'select email from staff_member where id = $1',
      [first.id],
    );
    const apart = (await login(email, PASSWORD)).body;
    const second = (await refresh(first.refreshToken)).body;
    const third = (await refresh(second.refreshToken)).body;
    expect(await me(third.accessToken, other)).toBe(200);

    const replayed = await refresh(first.refreshToken);
    expect(replayed).toMatchObject({ status: 401, body: { code: 'invalid_refresh_token' } });
    expect(await me(third.accessToken, other)).toBe(401);
    expect((await refresh(third.refreshToken)).status).toBe(401);
    expect(await me(apart.accessToken)).toBe(200);
    expect((await refresh(apart.refreshToken)).status).toBe(200);
    const trail = await desk.database.query(
      `select 1 from audit_entry where action = 'session.end_replayed' and subject_id = $1`,
      [first.id],
    );
    expect(trail).toHaveLength(1);
  });

  it('lets one of two win who send the same token at once, and then ends the family', async () => {
    const { refreshToken } = await signIn();
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
    const winner = answers.find(({ status }) => status === 200);
    expect(await me(winner?.body.accessToken ?? '')).toBe(401);
  });

  it('refuses what is expired, unknown, no refresh token, or of a member who is inactive', async () => {
    const { id } = await member();
    const [expired, inactive, good] = [newToken('refresh'), newToken('refresh'), newToken('refresh')];
    const expiring = await session(desk.database, id, newToken('access'), expired);
    await desk.database.query(`update session set refresh_expires_at = now() where id = $1`, [expiring]);
    const gone = await member({ active: false });
    await session(desk.database, gone.id, newToken('access'), inactive);
    const access = newToken('access');
    await session(desk.database, id, access, good);

    for (const token of [expired, inactive, access, newToken('refresh'), 'nonsense']) {
      expect(await refresh(token)).toMatchObject({ status: 401, body: { code: 'invalid_refresh_token' } });
    }
    expect((await refresh(good)).status).toBe(200);
    expect(await desk.request('POST', REFRESH, { body: {} })).toMatchObject({ status: 400 });
  });
});

describe('signing out', () => {
  it('ends the bearer’s session at the next request on every process, and no other', async () => {
    const { email, token } = await member();
    const { accessToken, refreshToken } = (await login(email, PASSWORD)).body;
    expect(await me(accessToken, other)).toBe(200);
    const answer = await desk.request('POST', '/api/v1/auth/logout', { token: accessToken });
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(await me(accessToken, other)).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect(await me(token)).toBe(200);
    expect(await desk.request('POST', '/api/v1/auth/logout', { token: accessToken })).toMatchObject({
      status: 401,
    });
  });
});

describe('the bearer token', () => {
  it('comes in the Authorization header and nowhere else', async () => {
    const { token } = await signedIn(desk);
    expect(await me(token)).toBe(200);
    for (const header of [`bearer ${token}`, `BEARER ${token}`]) {
      const headers = { authorization: header };
      expect((await desk.request('GET', '/api/v1/me', { headers })).status).toBe(200);
    }
    const elsewhere = [
      await desk.request('GET', `/api/v1/me?access_token=${token}`),
      await desk.request('PATCH', '/api/v1/me', { body: { access_token: token } }),
      await desk.request('GET', '/api/v1/me', { headers: { 'x-access-token': token } }),
      await desk.request('GET', '/api/v1/me', { headers: { cookie: `access_token=${token}` } }),
    ];
    for (const answer of elsewhere) {
      expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
      expect(answer.headers['www-authenticate']).toContain('Bearer');
    }
  });

  it('stands for its own member, however many ask at once', async () => {
    const members: SignedIn[] = [];
    while (members.length < 10) members.push(await signedIn(desk));
    const asked = Array.from({ length: 100 }, (_, n) => members[n % (members.length + 1)]);
    const answers = await Promise.all(
      asked.map((somebody) =>
        somebody
          ? desk.request('GET', '/api/v1/me', { token: somebody.token })
          : desk.request('GET', '/api/v1/me', { token: newToken('access') }),
      ),
    );
    expect(answers.map(({ body }) => body.id)).toEqual(asked.map((somebody) => somebody?.id));
  });

  it('is refused when it is malformed, unknown, expired or of another kind', async () => {
    const { id, token } = await signedIn(desk);
    const refreshToken = newToken('refresh');
    const expired = newToken('access');
    await session(desk.database, id, newToken('access'), refreshToken);
    const over = await session(desk.database, id, expired);
    await desk.database.query('update session set access_expires_at = now() where id = $1', [over]);
    for (const header of [
      '',
      'Bearer',
      `Basic ${token}`,
      `Bearer  ${token}`,
      `Bearer ${token} ${token}`,
      `Bearer ${token.slice(0, -1)}`,
      `Bearer ${token}a`,
      `Bearer ${newToken('access')}`,
      `Bearer ${newToken('api')}`,
      `Bearer ${refreshToken}`,
      `Bearer ${expired}`,
      `Bearer ${token.toUpperCase()}`,
    ]) {
      const answer = await desk.request('GET', '/api/v1/me', { headers: { authorization: header } });
      expect([header, answer.status]).toEqual([header, 401]);
    }
    expect(await me(token)).toBe(200);
  });
});

describe('what is changed counts from the next request on every process', () => {
  let admin: SignedIn;
  beforeAll(async () => {
    admin = await signedIn(desk, { roles: [{ role: 'admin' }] });
  });

  async function patchStaff(id: string, body: object): Promise<number> {
    const { headers } = await desk.request('GET', `/api/v1/staff/${id}`, { token: admin.token });
    const ifMatch = String(headers.etag);
    return (await desk.request('PATCH', `/api/v1/staff/${id}`, { token: admin.token, ifMatch, body })).status;
  }

  async function canReadRoles(token: string): Promise<number> {
    return (await other.request('GET', '/api/v1/roles', { token })).status;
  }

  it('a grant that is given and taken', async () => {
    const { id, token } = await signedIn(desk);
    expect(await canReadRoles(token)).toBe(403);
    expect(await patchStaff(id, { roles: [{ role: 'admin', sectionId: null }] })).toBe(200);
    expect(await canReadRoles(token)).toBe(200);
    expect(await patchStaff(id, { roles: [] })).toBe(200);
    expect(await canReadRoles(token)).toBe(403);
    expect(await me(token, other)).toBe(200);
  });

  it('the permissions of a role', async () => {
    const key = `desk_${newId().slice(-8)}`;
    const made = await desk.request('POST', '/api/v1/roles', {
      token: admin.token,
      body: { key, name: 'Desk', permissions: ['role.manage'] },
    });
    expect(made.status).toBe(201);
    const { token } = await signedIn(desk, { roles: [{ role: key }] });
    expect(await canReadRoles(token)).toBe(200);
    const changed = await desk.request('PATCH', `/api/v1/roles/${key}`, {
      token: admin.token,
      ifMatch: String(made.headers.etag),
      body: { permissions: ['item.read'] },
    });
    expect(changed.status).toBe(200);
    const refused = await other.request('GET', '/api/v1/roles', { token });
    expect(refused).toMatchObject({
      status: 403,
      body: {
        code: 'forbidden',
        permission: 'role.manage',
        reasons: [{ code: 'forbidden', message: expect.any(String) }],
      },
    });
  });

  it('a deactivation, which a return does not undo for sessions', async () => {
    const { id, token } = await signedIn(desk);
    expect(await me(token, other)).toBe(200);
    expect(await patchStaff(id, { active: false })).toBe(200);
    expect(await me(token, other)).toBe(401);
    expect(await patchStaff(id, { active: true })).toBe(200);
    expect(await me(token, other)).toBe(401);
    const again = newToken('access');
    await session(desk.database, id, again);
    expect(await me(again, other)).toBe(200);
  });

  it('a password set by an administrator', async () => {
    const { id, email, token } = await member();
    expect(await me(token, other)).toBe(200);
    expect(await patchStaff(id, { password: 'another long password' })).toBe(200);
    expect(await me(token, other)).toBe(401);
    expect((await login(email, PASSWORD)).status).toBe(401);
    expect((await login(email, 'another long password')).status).toBe(200);
  });

  it('a section that moves takes its grants along', async () => {
    const section = await sectionAt(desk.database, `moving-${newId().slice(-6)}`, 'Moving');
    const { id } = await signedIn(desk, { roles: [{ role: 'reporter', sectionId: section }] });
    const answer = await desk.request('GET', `/api/v1/staff/${id}`, { token: admin.token });
    expect(answer.body).toMatchObject({ roles: [{ role: 'reporter', sectionId: section }] });
  });
});

describe('a newsroom-wide permission', () => {
  it('is not given by a grant for one section', async () => {
    const admin = await signedIn(desk, { roles: [{ role: 'admin' }] });
    const key = `wide_${newId().slice(-8)}`;
    await desk.request('POST', '/api/v1/roles', {
      token: admin.token,
      body: { key, name: 'Wide', permissions: ['staff.manage', 'item.read'] },
    });
    const sectionId = await sectionAt(desk.database, `narrow-${newId().slice(-6)}`, 'Narrow');
    const narrow = await signedIn(desk, { roles: [{ role: key, sectionId }] });
    const wide = await signedIn(desk, { roles: [{ role: key }] });
    expect((await desk.request('GET', '/api/v1/staff', { token: narrow.token })).status).toBe(403);
    expect((await desk.request('GET', '/api/v1/staff', { token: wide.token })).status).toBe(200);
    const mine = await desk.request('GET', '/api/v1/me', { token: narrow.token });
    expect(mine.body).toMatchObject({ permissions: ['item.read'] });
  });
});

describe('the policy as SQL', () => {
  it('answers as the policy for one item does, for every limit, reach and ceiling', async () => {
    const paths = ['policy', 'policy/below', 'policy-2', 'policyx'];
    const sections = new Map<string, string>();
    for (const path of paths) sections.set(path, await sectionAt(desk.database, path, path));
    const ids = [newId(), newId()];
    const [ME = '', OTHER = ''] = ids;
    const items = KINDS.flatMap((kind) =>
      ids.flatMap((createdBy) => [null, ...paths].map((sectionPath) => ({ kind, createdBy, sectionPath }))),
    );
    const ruleSets: PermissionRule[][] = [[], ['item.edit'], ['item.edit:own'], ['item.edit:editorial']]
      .concat([['item.read'], ['item.edit:own', 'item.edit:article']])
      .map((texts) => texts.flatMap((text) => parsePermissionRule(text) ?? []));
    const grants: Grant[] = ruleSets.flatMap((permissions) =>
      [null, 'policy', 'policy/below'].map((sectionPath) => ({
        roleKey: 'x',
        sectionId: sectionPath === null ? null : (sections.get(sectionPath) ?? null),
        sectionPath,
        permissions,
      })),
    );
    let compared = 0;
    for (const scopes of [null, ...ruleSets]) {
      for (const [index, grant] of grants.entries()) {
        const second = grants[(index * 7 + 3) % grants.length];
        for (const held of [[grant], second ? [grant, second] : []]) {
          const principal: Principal = {
            staffId: ME,
            name: 'Me',
            tokenId: null,
            sessionId: null,
            grants: held,
            scopes,
            requestId: null,
          };
          const parameters = new SqlParameters();
          const rows = parameters.add(
            JSON.stringify(
              items.map((item, number) => ({
                number,
                kind: item.kind,
                created_by: item.createdBy,
                section_id: item.sectionPath === null ? null : sections.get(item.sectionPath),
              })),
            ),
          );
          const columns = { kind: 'item.kind', createdBy: 'item.created_by', sectionId: 'item.section_id' };
          const condition = allowsSql(principal, 'item.edit', columns, parameters);
          const found = await desk.database.query<{ number: number }>(
            `select number from jsonb_to_recordset(${rows}::jsonb)
               as item(number integer, kind text, created_by uuid, section_id uuid)
              where ${condition} order by number`,
            parameters.values,
          );
          const expected = items.flatMap((item, number) =>
            allows(principal, 'item.edit', item) ? [number] : [],
          );
          expect(found.map(({ number }) => number)).toEqual(expected);
          compared += expected.length;
        }
      }
    }
    expect(OTHER).not.toBe(ME);
    expect(compared).toBeGreaterThan(500);
  });
});
