import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../src/database/id.js';
import { FirstAdministrator } from '../src/staff/members/first-administrator.js';
import { Passwords } from '../src/staff/passwords.js';
import { SEEDED_ROLES } from '../src/staff/roles/seeded-roles.js';
import { Transactions } from '../src/database/transactions.js';
import { sectionAt } from './factories/published.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';

type Method = Parameters<TestApp['request']>[0];
type RequestOptions = Parameters<TestApp['request']>[2];

const PASSWORD = 'correct horse battery';
const UNKNOWN_ID = '01990000-0000-7000-8000-000000000000';

let desk: TestApp;
let admin: SignedIn;
let hash: string;
/** All that was answered, but for the answers that have to give a secret. */
const answered: string[] = [];

beforeAll(async () => {
  desk = await startApp();
  admin = await signedIn(desk, { roles: [{ role: 'admin' }] });
  hash = await desk.app.get(Passwords, { strict: false }).hash(PASSWORD);
});
afterAll(async () => await desk.close());

async function request<Body = Record<string, unknown>>(
  method: Method,
  url: string,
  options?: RequestOptions,
): Promise<Answer<Body>> {
  const answer = await desk.request<Body>(method, url, options);
  const givesSecret = method === 'POST' && (url === '/api/v1/api-tokens' || url === '/api/v1/auth/login');
  if (!givesSecret) answered.push(answer.text);
  return answer;
}

/** As the administrator, with the ETag that the record has now. */
async function change(method: 'PATCH' | 'DELETE', url: string, body?: object, token = admin.token) {
  const { headers } = await request('GET', url, { token: admin.token });
  return request(method, url, { token, ifMatch: String(headers.etag), ...(body ? { body } : {}) });
}

function pointers(answer: Answer): string[] {
  const errors = answer.body.errors as { pointer: string }[];
  return [...new Set(errors.map(({ pointer }) => pointer))].sort();
}

function newMember(given: object = {}): Record<string, unknown> {
  return { name: 'Núria Öztürk', email: `${newId()}@newsroom.example`, password: PASSWORD, ...given };
}

async function actions(kind: string, id: string): Promise<string[]> {
  const rows = await desk.database.query<{ action: string }>(
    'select action from audit_entry where subject_kind = $1 and subject_id = $2 order by id',
    [kind, id],
  );
  return rows.map(({ action }) => action);
}

describe('who may', () => {
  const routes: [Method, string][] = [
    ['GET', '/api/v1/staff'],
    ['POST', '/api/v1/staff'],
    ['GET', `/api/v1/staff/${UNKNOWN_ID}`],
    ['PATCH', `/api/v1/staff/${UNKNOWN_ID}`],
    ['DELETE', `/api/v1/staff/${UNKNOWN_ID}`],
    ['GET', '/api/v1/roles'],
    ['POST', '/api/v1/roles'],
    ['GET', '/api/v1/roles/reporter'],
    ['PATCH', '/api/v1/roles/reporter'],
    ['DELETE', '/api/v1/roles/reporter'],
  ];
  const others = SEEDED_ROLES.map(({ key }) => key).filter((key) => key !== 'admin');

  it.each(routes)('%s %s: administrators, and no other role', async (method, url) => {
    const permission = url.includes('/roles') ? 'role.manage' : 'staff.manage';
    for (const role of others) {
      const { token } = await signedIn(desk, { roles: [{ role }] });
      const refused = await request(method, url, { token, ...(method === 'GET' ? {} : { body: { x: 1 } }) });
      expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden', permission } });
    }
    expect(await request(method, url)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    const allowed = await request(method, url, { token: admin.token });
    expect([200, 400, 404, 428]).toContain(allowed.status);
  });

  it.each(['/api/v1/me', '/api/v1/api-tokens'])('GET %s: every member, and nobody else', async (url) => {
    const { token } = await signedIn(desk);
    expect((await request('GET', url, { token })).status).toBe(200);
    expect((await request('GET', url)).status).toBe(401);
  });
});

describe('/staff', () => {
  it('makes a member who can sign in, and never shows the password', async () => {
    const sectionId = await sectionAt(desk.database, `news-${newId().slice(-6)}`, 'News');
    const roles = [
      { role: 'section_editor', sectionId },
      { role: 'legal', sectionId: null },
    ];
    const body = newMember({ roles });
    const made = await request<{ id: string }>('POST', '/api/v1/staff', { token: admin.token, body });
    expect(made).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    expect(made.headers.location).toBe(`http://copydesk.test/api/v1/staff/${made.body.id}`);
    expect(made.body).toEqual({
      id: expect.any(String),
      name: body.name,
      email: body.email,
      active: true,
      roles,
    });
    const read = await request('GET', `/api/v1/staff/${made.body.id}`, { token: admin.token });
    expect(read).toMatchObject({ status: 200, body: made.body, headers: { etag: '"1"' } });
    expect(await actions('staff', made.body.id)).toEqual(['staff.create']);
    const signIn = await request('POST', '/api/v1/auth/login', {
      body: { email: body.email, password: PASSWORD },
    });
    expect(signIn.status).toBe(200);
  });

  it('takes a grant without sectionId for one of everywhere', async () => {
    const made = await request('POST', '/api/v1/staff', {
      token: admin.token,
      body: newMember({ roles: [{ role: 'reporter' }] }),
    });
    expect(made).toMatchObject({ status: 201, body: { roles: [{ role: 'reporter', sectionId: null }] } });
  });

  it.each([
    [{ name: undefined, email: undefined, password: undefined }, ['/email', '/name', '/password']],
    [{ name: null, email: null, password: null }, ['/email', '/name', '/password']],
    [{ password: 'eleven char' }, ['/password']],
    [{ password: 'x'.repeat(1025) }, ['/password']],
    [{ email: 'nobody' }, ['/email']],
    [{ email: `${'x'.repeat(250)}@a.example` }, ['/email']],
    [{ name: '   ' }, ['/name']],
    [{ name: 'two\nlines' }, ['/name']],
    [{ active: 'yes' }, ['/active']],
    [{ admin: true, id: UNKNOWN_ID, version: 7 }, ['/admin', '/id', '/version']],
    [{ roles: 'admin' }, ['/roles']],
    [{ roles: [null] }, ['/roles', '/roles/0']],
    [{ roles: [{}] }, ['/roles/0/role']],
    [{ roles: [{ role: 'reporter', sectionId: 'news', more: 1 }] }, ['/roles/0/more', '/roles/0/sectionId']],
    [{ roles: [{ role: 'reporter' }, { role: 'editor' }] }, ['/roles/1/role']],
    [{ roles: [{ role: 'reporter', sectionId: UNKNOWN_ID }] }, ['/roles/0/sectionId']],
    [{ roles: [{ role: 'legal' }, { role: 'reporter' }, { role: 'legal', sectionId: null }] }, ['/roles/2']],
  ])('refuses a body with %j', async (given, expected) => {
    const answer = await request('POST', '/api/v1/staff', { token: admin.token, body: newMember(given) });
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(pointers(answer)).toEqual(expected);
  });

  it('counts a password in characters, from 12 to 1,024, of any kind', async () => {
    for (const password of ['twelve chars', '   spaces   ', 'x'.repeat(1024), '🔑'.repeat(12)]) {
      const body = newMember({ password });
      const made = await request('POST', '/api/v1/staff', { token: admin.token, body });
      expect(made.status).toBe(201);
    }
  });

  it('grants for a section only what the domain grants for one', async () => {
    const sectionId = await sectionAt(desk.database, `part-${newId().slice(-6)}`, 'Part');
    const key = `custom_${newId().slice(-8)}`;
    await request('POST', '/api/v1/roles', {
      token: admin.token,
      body: { key, name: 'Custom', permissions: ['item.read'] },
    });
    const roles = [...SEEDED_ROLES.map((role) => role.key), key].map((role) => ({ role, sectionId }));
    const answer = await request('POST', '/api/v1/staff', { token: admin.token, body: newMember({ roles }) });
    expect(answer.status).toBe(400);
    const refused = pointers(answer).map((pointer) => {
      expect(pointer).toMatch(/^\/roles\/\d\/sectionId$/);
      return roles[Number(pointer.split('/')[2])]?.role;
    });
    expect(refused).toEqual(['photo_editor', 'managing_editor', 'legal', 'admin']);
    const fitting = roles.filter(({ role }) => !refused.includes(role));
    const made = await request('POST', '/api/v1/staff', {
      token: admin.token,
      body: newMember({ roles: fitting }),
    });
    expect(made).toMatchObject({ status: 201, body: { roles: fitting } });
  });

  it('has each e-mail address once, whatever the case of its letters', async () => {
    const body = newMember();
    const made = await request<{ id: string }>('POST', '/api/v1/staff', { token: admin.token, body });
    expect(made.status).toBe(201);
    const again = { ...body, email: String(body.email).toUpperCase() };
    const taken = await request('POST', '/api/v1/staff', { token: admin.token, body: again });
    expect(taken).toMatchObject({ status: 409, body: { code: 'email_taken' } });
    const { id } = await signedIn(desk);
    expect(await change('PATCH', `/api/v1/staff/${id}`, { email: body.email })).toMatchObject({
      status: 409,
      body: { code: 'email_taken' },
    });
    const upper = await change('PATCH', `/api/v1/staff/${made.body.id}`, { email: again.email });
    expect(upper).toMatchObject({ status: 200, body: { email: again.email } });
  });

  it('changes what is named, once the caller has seen the version', async () => {
    const { id, email } = await signedIn(desk, { roles: [{ role: 'reporter' }] });
    const url = `/api/v1/staff/${id}`;
    const body = { name: 'New Name' };
    const send = (ifMatch?: string, given: object = body): Promise<Answer> =>
      request('PATCH', url, { token: admin.token, body: given, ...(ifMatch ? { ifMatch } : {}) });
    expect(await send()).toMatchObject({ status: 428, body: { code: 'precondition_required' } });
    expect(await send('*')).toMatchObject({ status: 428 });
    expect(await send('"9"')).toMatchObject({
      status: 412,
      body: { code: 'stale_version', current: '"1"' },
    });
    const changed = await send('W/"1"');
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(changed.body).toEqual({
      id,
      name: 'New Name',
      email,
      active: true,
      roles: [{ role: 'reporter', sectionId: null }],
    });
    expect(await send('"1"')).toMatchObject({ status: 412, body: { current: '"2"' } });
    expect(await send('"2"')).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(await send('"2"', {})).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(await actions('staff', id)).toEqual(['staff.change']);
  });

  it('refuses in the order of the contract', async () => {
    const unknown = `/api/v1/staff/${UNKNOWN_ID}`;
    const wrongGrant = { roles: [{ role: 'nobody' }] };
    for (const body of [{ name: '' }, { name: null }, wrongGrant]) {
      expect(await request('PATCH', unknown, { token: admin.token, body })).toMatchObject({ status: 400 });
    }
    for (const url of [unknown, '/api/v1/staff/me']) {
      for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
        const answer = await request(method, url, { token: admin.token });
        expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
      }
    }
    const url = `/api/v1/staff/${admin.id}`;
    expect(await request('DELETE', url, { token: admin.token })).toMatchObject({ status: 428 });
  });

  it('deactivates instead of removing, and brings back', async () => {
    const { id, token } = await signedIn(desk);
    const url = `/api/v1/staff/${id}`;
    expect(await request('DELETE', url, { token: admin.token, ifMatch: '"4"' })).toMatchObject({
      status: 412,
    });
    expect((await request('GET', '/api/v1/me', { token })).status).toBe(200);
    expect(await change('DELETE', url)).toMatchObject({ status: 204, text: '' });
    expect((await request('GET', '/api/v1/me', { token })).status).toBe(401);
    const gone = await request('GET', url, { token: admin.token });
    expect(gone).toMatchObject({ status: 200, body: { active: false }, headers: { etag: '"2"' } });
    expect(await change('DELETE', url)).toMatchObject({ status: 204 });
    expect(await change('PATCH', url, { active: true })).toMatchObject({
      status: 200,
      body: { active: true },
    });
    expect(await actions('staff', id)).toEqual(['staff.deactivate', 'staff.reactivate']);
  });

  it('gives a list page by page', async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.push((await signedIn(desk)).id);
    const seen: string[] = [];
    let url: string | null = '/api/v1/staff?limit=2';
    let pages = 0;
    while (url !== null) {
      const page: Answer<{ items: { id: string }[]; nextCursor: string | null }> = await request('GET', url, {
        token: admin.token,
      });
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map(({ id }) => id));
      const link = /^<http:\/\/copydesk\.test([^>]+)>; rel="next"$/.exec(
        String(page.headers.link ?? ''),
      )?.[1];
      expect(link === undefined).toBe(page.body.nextCursor === null);
      url = link ?? null;
      pages += 1;
    }
    expect(pages).toBeGreaterThan(2);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(made));
    for (const wrong of ['limit=0', 'limit=101', 'cursor=x', 'role=admin', 'sort=name']) {
      const answer = await request('GET', `/api/v1/staff?${wrong}`, { token: admin.token });
      expect([wrong, answer.status]).toEqual([wrong, 400]);
    }
  });
});

describe('the last active administrator', () => {
  it.each([
    ['PATCH', { roles: [] }],
    ['PATCH', { active: false }],
    ['DELETE', undefined],
  ] as const)('stays one: %s %j', async (method, body) => {
    const own = await startApp();
    const first = await signedIn(own, { roles: [{ role: 'admin' }, { role: 'legal' }] });
    const second = await signedIn(own, { roles: [{ role: 'admin' }], active: false });
    await signedIn(own, { roles: [{ role: 'managing_editor' }] });
    const url = `/api/v1/staff/${first.id}`;
    const options = { token: first.token, ...(body ? { body } : {}) };
    expect(await own.request(method, url, { ...options, ifMatch: '"1"' })).toMatchObject({
      status: 409,
      body: { code: 'last_admin' },
    });
    // What leaves the administrator one is no matter.
    const kept = { roles: [{ role: 'admin' }], name: 'Still there' };
    const changed = await own.request('PATCH', url, { token: first.token, ifMatch: '"1"', body: kept });
    expect(changed.status).toBe(200);
    await own.database.query('update staff_member set active = true where id = $1', [second.id]);
    const allowed = await own.request(method, url, { ...options, ifMatch: '"2"' });
    expect([200, 204]).toContain(allowed.status);
    await own.close();
  });

  it('stays one when two demote each other at once', async () => {
    const own = await startApp();
    for (let round = 0; round < 5; round += 1) {
      await own.database.query('delete from staff_role');
      const two = [
        await signedIn(own, { roles: [{ role: 'admin' }] }),
        await signedIn(own, { roles: [{ role: 'admin' }] }),
      ];
      const [one, another] = two as [SignedIn, SignedIn];
      const answers = await Promise.all(
        [one, another].map((target) =>
          own.request('PATCH', `/api/v1/staff/${target.id}`, {
            token: target === one ? another.token : one.token,
            ifMatch: '"1"',
            body: { roles: [] },
          }),
        ),
      );
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
      // The loser is refused as the last one, or has lost the permission before being looked at.
      expect([
        [200, 403],
        [200, 409],
      ]).toContainEqual(statuses);
      const left = await own.database.query(`select 1 from staff_role where role_key = 'admin'`);
      expect(left).toHaveLength(1);
    }
    await own.close();
  });
});

describe('/me', () => {
  async function member(): Promise<SignedIn> {
    const somebody = await signedIn(desk, { roles: [{ role: 'reporter' }, { role: 'copy_editor' }] });
    await desk.database.query('update staff_member set password_hash = $2 where id = $1', [
      somebody.id,
      hash,
    ]);
    return somebody;
  }

  async function login(email: string, password: string): Promise<Answer<{ accessToken: string }>> {
    return request('POST', '/api/v1/auth/login', { body: { email, password } });
  }

  it('is one’s own staff record, with the permissions that one holds', async () => {
    const { id, name, email, token } = await member();
    const mine = await request<{ permissions: string[] }>('GET', '/api/v1/me', { token });
    const record = await request('GET', `/api/v1/staff/${id}`, { token: admin.token });
    expect(mine.headers.etag).toBe(record.headers.etag);
    expect(mine.body).toEqual({ ...record.body, permissions: expect.any(Array) });
    expect(mine.body).toMatchObject({ id, name, email, active: true });
    expect(mine.body.permissions).toContain('item.read:own');
    expect(mine.body.permissions).toContain('item.approve');
    expect(mine.body.permissions).toEqual([...new Set(mine.body.permissions)].sort());
  });

  it('changes the password, and ends the other sessions', async () => {
    const { email, token } = await member();
    const elsewhere = (await login(email, PASSWORD)).body.accessToken;
    const body = { currentPassword: PASSWORD, password: 'a new long password' };
    expect(await request('PATCH', '/api/v1/me', { token, body })).toMatchObject({ status: 428 });
    const stale = await request('PATCH', '/api/v1/me', { token, body, ifMatch: '"7"' });
    expect(stale).toMatchObject({ status: 412, body: { current: '"1"' } });
    expect((await request('GET', '/api/v1/me', { token: elsewhere })).status).toBe(200);

    const changed = await request('PATCH', '/api/v1/me', { token, body, ifMatch: '"1"' });
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { email } });
    expect(changed.body.permissions).toContain('item.approve');
    expect((await request('GET', '/api/v1/me', { token: elsewhere })).status).toBe(401);
    expect((await request('GET', '/api/v1/me', { token })).status).toBe(200);
    expect((await login(email, PASSWORD)).status).toBe(401);
    expect((await login(email, body.password)).status).toBe(200);
  });

  it('changes the name without the password', async () => {
    const { id, token } = await member();
    const changed = await request('PATCH', '/api/v1/me', {
      token,
      ifMatch: '"1"',
      body: { name: 'Renamed' },
    });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Renamed' }, headers: { etag: '"2"' } });
    expect(await actions('staff', id)).toEqual(['staff.change']);
  });

  it.each([
    [{ currentPassword: 'not the password', password: 'a new long password' }, ['/currentPassword']],
    [{ password: 'a new long password' }, ['/currentPassword']],
    [{ currentPassword: null, password: 'a new long password' }, ['/currentPassword']],
    [{ currentPassword: PASSWORD, password: 'too short' }, ['/password']],
    [{ email: 'new@newsroom.example', roles: [], active: false }, ['/active', '/email', '/roles']],
    [{ name: '' }, ['/name']],
  ])('refuses %j', async (body, expected) => {
    const { token, email } = await member();
    const answer = await request('PATCH', '/api/v1/me', { token, ifMatch: '"1"', body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(pointers(answer)).toEqual(expected);
    expect((await login(email, PASSWORD)).status).toBe(200);
  });
});

describe('/roles', () => {
  function newKey(): string {
    return `role_${newId().slice(-10)}`;
  }

  it('has the seeded ones from the start', async () => {
    const { body } = await request<{ items: object[] }>('GET', '/api/v1/roles', { token: admin.token });
    const seeded = SEEDED_ROLES.map(({ key, name, permissions }) => ({ key, name, permissions }));
    expect(body.items).toEqual(expect.arrayContaining(seeded));
  });

  it('makes, reads, changes and removes one', async () => {
    const key = newKey();
    const role = {
      key,
      name: 'Data desk',
      permissions: ['item.read', 'item.edit:own', 'item.publish:article'],
    };
    const made = await request('POST', '/api/v1/roles', { token: admin.token, body: role });
    expect(made).toMatchObject({ status: 201, body: role, headers: { etag: '"1"' } });
    const url = `/api/v1/roles/${key}`;
    expect(made.headers.location).toBe(`http://copydesk.test${url}`);
    const again = await request('POST', '/api/v1/roles', { token: admin.token, body: role });
    expect(again).toMatchObject({ status: 409, body: { code: 'role_exists' } });

    const body = { permissions: ['audit.read'] };
    expect(await request('PATCH', url, { token: admin.token, body })).toMatchObject({ status: 428 });
    expect(await request('PATCH', url, { token: admin.token, body, ifMatch: '"2"' })).toMatchObject({
      status: 412,
      body: { current: '"1"' },
    });
    const changed = await request('PATCH', url, { token: admin.token, body, ifMatch: '"1"' });
    expect(changed).toMatchObject({ status: 200, body: { ...role, ...body }, headers: { etag: '"2"' } });
    const same = await request('PATCH', url, { token: admin.token, body, ifMatch: '"2"' });
    expect(same.headers.etag).toBe('"2"');
    const read = await request('GET', url, { token: admin.token });
    expect(read).toMatchObject({ body: changed.body, headers: { etag: '"2"' } });

    expect(await request('DELETE', url, { token: admin.token })).toMatchObject({ status: 428 });
    expect(await request('DELETE', url, { token: admin.token, ifMatch: '"1"' })).toMatchObject({
      status: 412,
    });
    expect(await request('DELETE', url, { token: admin.token, ifMatch: '"2"' })).toMatchObject({
      status: 204,
    });
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      expect(await request(method, url, { token: admin.token, ifMatch: '"2"' })).toMatchObject({
        status: 404,
      });
    }
    expect(await actions('role', key)).toEqual(['role.create', 'role.change', 'role.delete']);
  });

  it('repeats a POST under its Idempotency-Key', async () => {
    const headers = { 'idempotency-key': newId() };
    const body = { key: newKey(), name: 'Once', permissions: [] };
    const first = await request('POST', '/api/v1/roles', { token: admin.token, body, headers });
    const second = await request('POST', '/api/v1/roles', { token: admin.token, body, headers });
    expect(first.status).toBe(201);
    expect(second).toMatchObject({ status: 201, body: first.body, headers: { etag: '"1"' } });
    const reused = await request('POST', '/api/v1/roles', {
      token: admin.token,
      body: { ...body, name: 'Twice' },
      headers,
    });
    expect(reused).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it.each([
    [{ key: 'A' }, ['/key']],
    [{ key: '1st' }, ['/key']],
    [{ key: 'x' }, ['/key']],
    [{ key: `x${'y'.repeat(50)}` }, ['/key']],
    [{ name: '' }, ['/name']],
    [{ name: 'x'.repeat(101) }, ['/name']],
    [{ permissions: 'item.read' }, ['/permissions']],
    [{ permissions: ['item.read', 'item.fly'] }, ['/permissions/1']],
    [
      { permissions: ['staff.manage:own', 7, 'item.read', 'item.read'] },
      [0, 1, 3].map((n) => `/permissions/${n}`),
    ],
    [{ permissions: undefined, seeded: true }, ['/permissions', '/seeded']],
  ])('refuses a body with %j', async (given, expected) => {
    const body = { key: newKey(), name: 'Some', permissions: ['item.read'], ...given };
    const answer = await request('POST', '/api/v1/roles', { token: admin.token, body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(pointers(answer)).toEqual(expected);
  });

  it('does not know what can be no key', async () => {
    for (const key of ['nobody', 'REPORTER', 'a%2Fb']) {
      const answer = await request('GET', `/api/v1/roles/${key}`, { token: admin.token });
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    const change = { token: admin.token, ifMatch: '"1"', body: { key: 'other' } };
    expect(await request('PATCH', '/api/v1/roles/reporter', change)).toMatchObject({ status: 400 });
  });

  it('keeps one that somebody has, and says who', async () => {
    const key = newKey();
    await request('POST', '/api/v1/roles', {
      token: admin.token,
      body: { key, name: 'Held', permissions: ['item.read'] },
    });
    const holder = await signedIn(desk, { roles: [{ role: key }] });
    const refused = await change('DELETE', `/api/v1/roles/${key}`);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'in_use', usages: [{ kind: 'staff', id: holder.id, name: holder.name }], more: 0 },
    });
    expect(await change('PATCH', `/api/v1/staff/${holder.id}`, { roles: [] })).toMatchObject({ status: 200 });
    expect(await change('DELETE', `/api/v1/roles/${key}`)).toMatchObject({ status: 204 });
  });

  it('lets seeded ones be changed and not removed, and leaves the administrator the way back', async () => {
    const own = await startApp();
    const boss = await signedIn(own, { roles: [{ role: 'admin' }] });
    async function send(method: 'PATCH' | 'DELETE', key: string, ifMatch: string, body?: object) {
      return own.request(method, `/api/v1/roles/${key}`, {
        token: boss.token,
        ifMatch,
        ...(body ? { body } : {}),
      });
    }
    expect(await send('PATCH', 'reporter', '"1"', { permissions: ['item.read'] })).toMatchObject({
      status: 200,
    });
    expect(await send('DELETE', 'reporter', '"2"')).toMatchObject({
      status: 409,
      body: { code: 'seeded_role' },
    });
    for (const permissions of [[], ['staff.manage'], ['role.manage', 'item.read']]) {
      expect(await send('PATCH', 'admin', '"1"', { permissions })).toMatchObject({
        status: 409,
        body: { code: 'seeded_role' },
      });
    }
    const kept = ['staff.manage', 'role.manage', 'item.kill'];
    expect(await send('PATCH', 'admin', '"1"', { permissions: kept })).toMatchObject({ status: 200 });
    const mine = await own.request('GET', '/api/v1/me', { token: boss.token });
    expect(mine.body).toMatchObject({ permissions: [...kept].sort() });
    await own.close();
  });
});

describe('/api-tokens', () => {
  interface Token {
    id: string;
    token: string;
  }
  const URL = '/api/v1/api-tokens';

  function make(token: string, given: object = {}): Promise<Answer<Token & Record<string, unknown>>> {
    return request('POST', URL, { token, body: { name: 'Script', scopes: ['item.read'], ...given } });
  }

  async function listed(token: string, query = ''): Promise<string[]> {
    const { body } = await request<{ items: { id: string }[] }>('GET', `${URL}?limit=100${query}`, { token });
    return body.items.map(({ id }) => id);
  }

  async function me(token: string): Promise<Answer<{ permissions: string[] }>> {
    return request('GET', '/api/v1/me', { token });
  }

  it('makes one for oneself, shows the secret once, and revokes it', async () => {
    const owner = await signedIn(desk, { roles: [{ role: 'copy_editor' }] });
    const made = await make(owner.token, { expiresAt: '2099-05-05T10:00:00+02:00' });
    expect(made.status).toBe(201);
    expect(made.headers.location).toBe(`http://copydesk.test${URL}/${made.body.id}`);
    const { token, ...shown } = made.body;
    expect(token).toMatch(/^cdt_[\w-]{43}$/);
    expect(shown).toEqual({
      id: expect.any(String),
      name: 'Script',
      scopes: ['item.read'],
      ownerId: owner.id,
      expiresAt: '2099-05-05T08:00:00.000Z',
    });
    const list = await request<{ items: object[] }>('GET', URL, { token: owner.token });
    expect(list.body.items).toEqual([shown]);
    expect(await me(token)).toMatchObject({
      status: 200,
      body: { id: owner.id, permissions: ['item.read'] },
    });

    const stranger = await signedIn(desk);
    expect(await request('DELETE', `${URL}/${shown.id}`, { token: stranger.token })).toMatchObject({
      status: 404,
    });
    expect((await me(token)).status).toBe(200);
    expect(await request('DELETE', `${URL}/${shown.id}`, { token: owner.token })).toMatchObject({
      status: 204,
    });
    expect((await me(token)).status).toBe(401);
    expect(await listed(owner.token)).toEqual([]);
    expect(await request('DELETE', `${URL}/${shown.id}`, { token: owner.token })).toMatchObject({
      status: 404,
    });
    expect(await actions('token', shown.id)).toEqual(['token.create', 'token.revoke']);
  });

  it('makes one for somebody else with token.manage only', async () => {
    const [owner, stranger] = [await signedIn(desk), await signedIn(desk, { roles: [{ role: 'legal' }] })];
    const refused = await make(stranger.token, { ownerId: owner.id });
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden', permission: 'token.manage' } });
    const made = await make(admin.token, { ownerId: owner.id });
    expect(made).toMatchObject({ status: 201, body: { ownerId: owner.id } });
    expect(await me(made.body.token)).toMatchObject({ status: 200, body: { id: owner.id } });

    expect(await listed(owner.token)).toEqual([made.body.id]);
    expect(await listed(stranger.token)).toEqual([]);
    expect(await listed(stranger.token, `&ownerId=${owner.id}`)).toEqual([]);
    expect(await listed(admin.token, `&ownerId=${owner.id}`)).toEqual([made.body.id]);
    expect(await listed(admin.token)).toContain(made.body.id);
    expect(await request('GET', `${URL}?ownerId=me`, { token: admin.token })).toMatchObject({ status: 400 });
    expect(await request('DELETE', `${URL}/${made.body.id}`, { token: admin.token })).toMatchObject({
      status: 204,
    });
  });

  it('has its scopes for a ceiling, and its owner’s rights at each request below it', async () => {
    const { id, token } = await signedIn(desk, { roles: [{ role: 'reporter' }] });
    const made = await make(token, { scopes: ['role.manage', 'item.edit', 'item.publish'] });
    expect(made.status).toBe(201);
    const secret = made.body.token;
    expect((await me(secret)).body.permissions).toEqual(['item.edit:own']);
    expect((await request('GET', '/api/v1/roles', { token: secret })).status).toBe(403);

    await change('PATCH', `/api/v1/staff/${id}`, { roles: [{ role: 'admin' }] });
    expect((await me(secret)).body.permissions).toEqual(['role.manage']);
    expect((await request('GET', '/api/v1/roles', { token: secret })).status).toBe(200);
    expect((await request('GET', '/api/v1/staff', { token: secret })).status).toBe(403);
    expect((await request('GET', '/api/v1/staff', { token })).status).toBe(200);
  });

  it('is dead when it expires or its owner is deactivated, and rests rather than ends with the owner', async () => {
    const owner = await signedIn(desk);
    const [short, long] = [await make(owner.token), await make(owner.token)];
    await desk.database.query('update api_token set expires_at = now() where id = $1', [short.body.id]);
    expect((await me(short.body.token)).status).toBe(401);
    expect((await me(long.body.token)).status).toBe(200);
    await change('DELETE', `/api/v1/staff/${owner.id}`);
    expect((await me(long.body.token)).status).toBe(401);
    await change('PATCH', `/api/v1/staff/${owner.id}`, { active: true });
    expect((await me(long.body.token)).status).toBe(200);
  });

  it('makes no token with more than it has itself, and stands for no sign-in', async () => {
    const owner = await signedIn(desk, { roles: [{ role: 'managing_editor' }] });
    const narrow = (await make(owner.token, { scopes: ['item.read', 'item.edit:own'] })).body.token;
    const other = (await make(owner.token, { scopes: [] })).body;
    // By itself a token neither makes tokens, which would outlive it, nor ends others of its owner's.
    expect(await make(narrow, { scopes: ['item.read:own'] })).toMatchObject({
      status: 403,
      body: { code: 'session_required' },
    });
    expect(await request('DELETE', `/api/v1/api-tokens/${other.id}`, { token: narrow })).toMatchObject({
      status: 403,
      body: { code: 'session_required' },
    });
    const managing = (await make(admin.token, { scopes: ['token.manage', 'item.read:own'] })).body.token;
    expect(await make(managing, { scopes: ['item.read'] })).toMatchObject({
      status: 403,
      body: { code: 'forbidden', permission: 'item.read' },
    });
    expect(await make(managing, { scopes: ['item.read:own'] })).toMatchObject({ status: 201 });
    expect(await request('DELETE', `/api/v1/api-tokens/${other.id}`, { token: managing })).toMatchObject({
      status: 204,
    });
    const patch = { token: narrow, ifMatch: '"1"', body: { name: 'By token' } };
    expect(await request('PATCH', '/api/v1/me', patch)).toMatchObject({
      status: 403,
      body: { code: 'session_required' },
    });
    expect(await request('PATCH', '/api/v1/me', { ...patch, token: owner.token })).toMatchObject({
      status: 200,
    });
    expect(await request('POST', '/api/v1/auth/logout', { token: narrow })).toMatchObject({ status: 403 });
    expect((await me(narrow)).status).toBe(200);
  });

  it.each([
    [{ name: '' }, ['/name']],
    [{ scopes: undefined }, ['/scopes']],
    [{ scopes: ['item.read', 'everything'] }, ['/scopes/1']],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, ['/expiresAt']],
    [{ expiresAt: '2099-01-01T00:00:00' }, ['/expiresAt']],
    [{ expiresAt: '2099-02-30T00:00:00Z' }, ['/expiresAt']],
    [{ ownerId: 'me' }, ['/ownerId']],
    [{ ownerId: UNKNOWN_ID }, ['/ownerId']],
    [{ token: 'cdt_mine' }, ['/token']],
  ])('refuses a body with %j', async (given, expected) => {
    const answer = await make(admin.token, given);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(pointers(answer)).toEqual(expected);
  });
});

describe('the first administrator', () => {
  it('is made of the settings where there is no staff, once', async () => {
    const credentials = { email: 'Boss@newsroom.example', password: 'the first password' };
    const own = await startApp({ admin: credentials });
    const ensure = async (): Promise<boolean> => {
      const first = own.app.get(FirstAdministrator, { strict: false });
      return own.app.get(Transactions, { strict: false }).run((tx) => first.ensure(tx));
    };
    expect(await ensure()).toBe(true);
    expect(await ensure()).toBe(false);
    const signIn = await own.request<{ accessToken: string }>('POST', '/api/v1/auth/login', {
      body: credentials,
    });
    const mine = await own.request('GET', '/api/v1/me', { token: signIn.body.accessToken });
    expect(mine.body).toMatchObject({
      email: credentials.email,
      roles: [{ role: 'admin', sectionId: null }],
    });
    await own.close();
    const without = await startApp();
    const first = without.app.get(FirstAdministrator, { strict: false });
    expect(await without.app.get(Transactions, { strict: false }).run((tx) => first.ensure(tx))).toBe(false);
    await without.close();
  });
});

describe('secrets', () => {
  it('are in no answer of this file and nowhere in the trail', async () => {
    const rows = await desk.database.query<{ details: string }>('select details::text from audit_entry');
    const kept = await desk.database.query<{ answer: string }>('select answer::text from idempotency_key');
    const texts = [...answered, ...rows.map(({ details }) => details), ...kept.map(({ answer }) => answer)];
    expect(texts.length).toBeGreaterThan(300);
    for (const text of texts) {
      expect(text).not.toMatch(/argon2|cd[art]_[\w-]{43}|passwordHash|password_hash/);
      expect(text).not.toContain(PASSWORD);
    }
  });
});
