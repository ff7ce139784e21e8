import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RefusalTrail } from '../src/audit/refusal-trail.js';
import { newId } from '../src/database/id.js';
import { Passwords } from '../src/staff/passwords.js';
import { type SignedIn, signedIn } from './factories/staff.js';
import { type Answer, startApp, type TestApp } from './harness/app.js';

const PASSWORD = 'correct horse battery';

interface Entry {
  id: string;
  action: string;
  actor: { id: string } | null;
  subject?: { kind: string; id: string };
  details: Record<string, unknown>;
}

let desk: TestApp;
let auditor: SignedIn;

beforeAll(async () => {
  desk = await startApp();
  auditor = await signedIn(desk, { roles: [{ role: 'legal' }] });
});
afterAll(async () => await desk.close());

async function trail(query: string): Promise<Entry[]> {
  const url = `/api/v1/audit?limit=100&${query}`;
  const { body } = await desk.request<{ items: Entry[] }>('GET', url, { token: auditor.token });
  return body.items;
}

describe('a privileged refusal', () => {
  it('is an entry, whether the permission is held nowhere or not for this item', async () => {
    const reporter = await signedIn(desk, { roles: [{ role: 'reporter' }] });
    const editor = await signedIn(desk, { roles: [{ role: 'photo_editor' }] });
    const made = await desk.request('POST', '/api/v1/articles', {
      token: reporter.token,
      body: { content: {} },
    });
    const item = String(made.body['id']);
    const killed = await desk.request('POST', `/api/v1/items/${item}/kill?x=secret`, {
      token: reporter.token,
      ifMatch: '"1"',
      body: { reason: 'Not mine', notice: 'Gone' },
    });
    expect(killed).toMatchObject({ status: 403, body: { code: 'forbidden', permission: 'item.kill' } });
    expect(await trail(`actor=${reporter.id}&action=refused`)).toEqual([
      expect.objectContaining({
        action: 'refused',
        actor: { id: reporter.id, name: reporter.name },
        subject: { kind: 'item', id: item },
        details: { permission: 'item.kill', method: 'POST', path: `/api/v1/items/${item}/kill` },
      }),
    ]);

    // They publish photo captions only.
    const url = `/api/v1/items/${item}/publish`;
    const published = await desk.request('POST', url, { token: editor.token, ifMatch: '"1"', body: {} });
    expect(published).toMatchObject({ status: 403, body: { permission: 'item.publish' } });
    const [refused] = await trail(`actor=${editor.id}&action=refused`);
    expect(refused).toMatchObject({
      subject: { id: item },
      details: { permission: 'item.publish', path: url },
    });
    const [row] = await desk.database.query(`select request_id from audit_entry where id = $1`, [
      refused?.id,
    ]);
    expect(row).toEqual({ request_id: published.body['instance'] });

    // The item's history tells what was done to it, not what was not.
    const history = await desk.request<{ items: Entry[] }>('GET', `/api/v1/items/${item}/history`, {
      token: editor.token,
    });
    expect(history).toMatchObject({ status: 200 });
    expect(history.body.items.map(({ action }) => action)).not.toContain('refused');
  });

  it('may name an item that is not there, and be about none', async () => {
    const reporter = await signedIn(desk, { roles: [{ role: 'reporter' }] });
    const { token } = reporter;
    const nowhere = newId();
    await desk.request('POST', `/api/v1/items/${nowhere}/unpublish`, { token, body: {} });
    await desk.request('POST', `/api/v1/items/%00${'x'.repeat(5000)}/kill`, { token, body: {} });
    await desk.request('GET', '/api/v1/staff', { token });
    await desk.request('GET', '/api/v1/audit', { token });
    const entries = await trail(`actor=${reporter.id}`);
    expect(entries.map(({ subject, details }) => [details['permission'], subject?.id])).toEqual([
      ['audit.read', undefined],
      ['staff.manage', undefined],
      ['item.kill', undefined],
      ['item.unpublish', nowhere],
    ]);
    for (const { details } of entries) expect(String(details['path']).length).toBeLessThanOrEqual(200);
  });

  it('is none where the permission is an everyday one', async () => {
    const legal = await signedIn(desk, { roles: [{ role: 'legal' }] });
    const answer = await desk.request('POST', '/api/v1/articles', {
      token: legal.token,
      body: { content: {} },
    });
    expect(answer).toMatchObject({ status: 403, body: { permission: 'item.create' } });
    expect(await trail(`actor=${legal.id}`)).toEqual([]);
  });

  it('does not fill the trail, however often it is tried', async () => {
    const reporter = await signedIn(desk, { roles: [{ role: 'reporter' }] });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => desk.request('GET', '/api/v1/staff', { token: reporter.token })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
    expect(await trail(`actor=${reporter.id}`)).toHaveLength(20);
    await desk.app.get(RefusalTrail, { strict: false }).tellSuppressed(Infinity);
    const [last, ...others] = await trail(`actor=${reporter.id}`);
    expect(last).toMatchObject({ action: 'refused', details: { suppressed: 30 } });
    expect(others).toHaveLength(20);
  });

  it('stands even where it cannot be written down', async () => {
    const reporter = await signedIn(desk, { roles: [{ role: 'reporter' }] });
    await desk.database.query(
      `alter table audit_entry add constraint audit_entry_test check (actor_id <> '${reporter.id}')`,
    );
    const answer = await desk.request('GET', '/api/v1/staff', { token: reporter.token });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    await desk.database.query(`alter table audit_entry drop constraint audit_entry_test`);
  });
});

describe('signing in', () => {
  let member: SignedIn;
  beforeAll(async () => {
    member = await signedIn(desk);
    const hash = await desk.app.get(Passwords, { strict: false }).hash(PASSWORD);
    await desk.database.query('update staff_member set password_hash = $2 where id = $1', [member.id, hash]);
  });

  async function login(email: string, password: string): Promise<Answer> {
    return desk.request('POST', '/api/v1/auth/login', { body: { email, password } });
  }

  it('and out are entries of the member', async () => {
    const { body } = await login(member.email.toUpperCase(), PASSWORD);
    const token = String(body['accessToken']);
    expect((await desk.request('POST', '/api/v1/auth/logout', { token })).status).toBe(204);
    const [out, signIn] = await trail(`actor=${member.id}`);
    expect(signIn).toMatchObject({ action: 'sign_in', details: { address: '127.0.0.1' } });
    expect(out).toMatchObject({ action: 'sign_out', details: { sessionId: signIn?.details['sessionId'] } });
  });

  it('is an entry where it is refused: of the account, or of the digest of what was typed', async () => {
    await login(member.email, 'a wrong secret');
    await login('  Stranger@Elsewhere.example ', 'a wrong secret');
    const [stranger, known] = await trail('action=sign_in.refused');
    expect(known).toMatchObject({ actor: null, subject: { kind: 'staff', id: member.id } });
    expect(known?.details).toEqual({ address: '127.0.0.1' });
    expect(stranger).not.toHaveProperty('subject');
    expect(stranger?.details).toEqual({
      address: '127.0.0.1',
      account: createHash('sha256').update('stranger@elsewhere.example').digest('hex'),
    });
    const [{ text } = { text: '' }] = await desk.database.query<{ text: string }>(
      `select string_agg(audit_entry::text, ' ') as text from audit_entry`,
    );
    expect(text).not.toMatch(/wrong secret|elsewhere\.example|correct horse/i);
  });

  it('is an entry where the account is not active, and a wrong password for a new one too', async () => {
    const gone = await signedIn(desk, { active: false });
    await login(gone.email, PASSWORD);
    const [entry] = await trail('action=sign_in.refused');
    expect(entry?.subject).toEqual({ kind: 'staff', id: gone.id });

    const change = { currentPassword: 'not that one', password: 'another horse battery' };
    const { token } = member;
    expect((await desk.request('PATCH', '/api/v1/me', { token, ifMatch: '"1"', body: change })).status).toBe(
      400,
    );
    const [wrong] = await trail('action=sign_in.refused');
    expect(wrong?.subject).toEqual({ kind: 'staff', id: member.id });
  });

  it('does not fill the trail with strangers', async () => {
    const refusals = desk.app.get(RefusalTrail, { strict: false });
    const admitted = Array.from({ length: 40 }, () => refusals.admitsSignIn('2001:db8::/64'));
    expect(admitted.filter(Boolean)).toHaveLength(20);
    await refusals.tellSuppressed(Infinity);
    const [last] = await trail('action=sign_in.refused');
    expect(last).toMatchObject({ actor: null, details: { suppressed: 20, address: '2001:db8::/64' } });
  });
});
