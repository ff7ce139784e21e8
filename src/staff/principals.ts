import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { parsePermissionRule, type PermissionRule } from '../access/permissions.js';
import { PrincipalSource } from '../access/principal-source.js';
import type { Principal } from '../access/principal.js';
import { Statements } from '../database/statements.js';
import { notFound } from '../errors.js';

interface PrincipalRow {
  staff_id: string;
  name: string;
  session_id: string | null;
  token_id: string | null;
  scopes: string[] | null;
  grants: { roleKey: string; sectionId: string | null; sectionPath: string | null; permissions: string[] }[];
}

/** The member's grants as JSON, each with its role's permissions and its section's path as they are now. */
const GRANTS = `
  coalesce((
    select json_agg(json_build_object('roleKey', role.key, 'sectionId', section.id,
        'sectionPath', section.path, 'permissions', role.permissions) order by staff_role.id)
      from staff_role
      join role on role.key = staff_role.role_key
      left join section on section.id = staff_role.section_id
     where staff_role.staff_id = member.id), '[]'::json) as grants`;

const BY_ACCESS_TOKEN = `
  select member.id as staff_id, member.name, session.id as session_id, null::uuid as token_id, null::text[] as scopes, ${GRANTS}
    from session
    join staff_member member on member.id = session.staff_id
   where session.access_hash = $1 and session.ended_at is null and session.access_expires_at > now()
     and member.active`;

const BY_API_TOKEN = `
  select member.id as staff_id, member.name, null::uuid as session_id, api_token.id as token_id, api_token.scopes, ${GRANTS}
    from api_token
    join staff_member member on member.id = api_token.owner_id
   where api_token.token_hash = $1 and api_token.revoked_at is null
     and (api_token.expires_at is null or api_token.expires_at > now())
     and member.active`;

/** Looks up who stands behind a token, in one named query with everything that their rights rest on. */
@Injectable()
export class StaffPrincipals extends PrincipalSource {
  constructor(private readonly statements: Statements) {
    super();
  }

  byAccessToken(hash: Buffer): Promise<Principal | null> {
    return this.find('principal_by_access_token', BY_ACCESS_TOKEN, hash);
  }

  byApiToken(hash: Buffer): Promise<Principal | null> {
    return this.find('principal_by_api_token', BY_API_TOKEN, hash);
  }

  private async find(name: string, sql: string, hash: Buffer): Promise<Principal | null> {
    const [row] = await this.statements.query<PrincipalRow>(name, sql, [hash]);
    return row ? principal(row) : null;
  }
}

const BY_ID = `
  select member.id as staff_id, member.name, null::uuid as session_id, null::uuid as token_id, null::text[] as scopes, ${GRANTS}
    from staff_member member where member.id = $1 and member.active`;

/**
 * The member as one who acts from inside the program, without a request, below the ceiling of `scopes` where there is
 * one. Throws `not_found` for one who is not active.
 */
export async function memberPrincipal(
  tx: EntityManager,
  staffId: string,
  scopes: readonly string[] | null = null,
): Promise<Principal> {
  const [row] = await tx.query<PrincipalRow[]>(BY_ID, [staffId]);
  if (!row) throw notFound('member of staff');
  return { ...principal(row), scopes: scopes === null ? null : rules(scopes) };
}

function principal(row: PrincipalRow): Principal {
  return {
    staffId: row.staff_id,
    name: row.name,
    tokenId: row.token_id,
    sessionId: row.session_id,
    grants: row.grants.map((grant) => ({ ...grant, permissions: rules(grant.permissions) })),
    scopes: row.scopes === null ? null : rules(row.scopes),
    requestId: null,
  };
}

/** A rule that this version of the program does not know gives nothing. */
function rules(texts: readonly string[]): PermissionRule[] {
  return texts.flatMap((text) => parsePermissionRule(text) ?? []);
}
