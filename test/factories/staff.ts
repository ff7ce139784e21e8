import { newToken, tokenHash } from '../../src/access/token.js';
import { newId } from '../../src/database/id.js';
import type { TestDatabase } from '../harness/database.js';

/** What a test is about; the rest is made up. */
export interface StaffOptions {
  name?: string;
  email?: string;
  active?: boolean;
  /** Without a section: everywhere. */
  roles?: { role: string; sectionId?: string | null }[];
}

export interface SignedIn {
  id: string;
  name: string;
  email: string;
  /** An access token of a session of theirs. */
  token: string;
  sessionId: string;
}

/** A member of staff with a session, as rows: what it takes to sign in is not what the test is about. */
export async function signedIn(
  { database }: { database: TestDatabase },
  { roles = [], active = true, ...given }: StaffOptions = {},
): Promise<SignedIn> {
  const id = newId();
  const name = given.name ?? `Member ${id.slice(-6)}`;
  const email = given.email ?? `${id}@newsroom.example`;
  await database.query(
    `insert into staff_member (id, name, email, password_hash, active) values ($1, $2, $3, 'none', $4)`,
    [id, name, email, active],
  );
  for (const { role, sectionId } of roles) {
    await database.query(
      `insert into staff_role (id, staff_id, role_key, section_id) values ($1, $2, $3, $4)`,
      [newId(), id, role, sectionId ?? null],
    );
  }
  const token = newToken('access');
  const sessionId = await session(database, id, token);
  return { id, name, email, token, sessionId };
}

/** A session of a member that is there already; returns its id. */
export async function session(
  database: TestDatabase,
  staffId: string,
  accessToken: string,
  refreshToken: string = newToken('refresh'),
): Promise<string> {
  const id = newId();
  await database.query(
    `insert into session (id, staff_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at)
     values ($1, $2, $3, now() + interval '1 hour', $4, now() + interval '30 days')`,
    [id, staffId, tokenHash(accessToken), tokenHash(refreshToken)],
  );
  return id;
}
