import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isWithin } from '../../access/effective-rules.js';
import { parsePermissionRule } from '../../access/permissions.js';
import { holdsAnywhere } from '../../access/policy.js';
import type { Principal } from '../../access/principal.js';
import { newToken, tokenHash } from '../../access/token.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { newId } from '../../database/id.js';
import { forbidden, notFound, validationFailed } from '../../errors.js';
import { parseInstant } from '../../http/instant.js';
import { StaffMember } from '../members/staff-member.entity.js';
import { apiTokenView, type NewApiToken, type NewApiTokenView } from './api-token.dto.js';
import { ApiToken } from './api-token.entity.js';

/** Makes and revokes API tokens. */
@Injectable()
export class ApiTokens {
  constructor(private readonly audit: AuditTrail) {}

  /**
   * Makes a token, for oneself or with token.manage for any active member, and gives its secret, this once.
   * The scopes are not held against the owner's rights, which may change: that is done at each request.
   * Throws `forbidden`, `validation_failed` for an owner that there is not or a time that is over.
   */
  async create(tx: EntityManager, actor: Principal, given: NewApiToken): Promise<NewApiTokenView> {
    const { name, scopes } = given;
    const ownerId = given.ownerId?.toLowerCase() ?? actor.staffId;
    if (ownerId !== actor.staffId && !holdsAnywhere(actor, 'token.manage')) {
      throw forbidden('token.manage', 'You make API tokens for yourself only.');
    }
    requireWithinOwnScopes(actor, scopes);
    const expiresAt = futureTime(given.expiresAt ?? null);
    await requireActiveOwner(tx, ownerId);

    const token = newToken('api');
    const row = { id: newId(), name, scopes, ownerId, expiresAt };
    await tx
      .getRepository(ApiToken)
      .insert({ ...row, tokenHash: tokenHash(token), createdBy: actor.staffId });
    await this.audit.record(tx, actor, {
      action: 'token.create',
      subject: { kind: 'token', id: row.id },
      details: { ownerId, scopes, expiresAt },
    });
    return Object.assign(apiTokenView(row), { token });
  }

  /** Revokes a token, from its next request. Throws `not_found` for one that the actor may not see. */
  async revoke(tx: EntityManager, actor: Principal, id: string): Promise<void> {
    const token = await tx
      .getRepository(ApiToken)
      .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    const visible = token && (token.ownerId === actor.staffId || holdsAnywhere(actor, 'token.manage'));
    if (!visible || token.revokedAt !== null) throw notFound('API token');
    await tx.getRepository(ApiToken).update({ id }, { revokedAt: () => 'now()' });
    await this.audit.record(tx, actor, {
      action: 'token.revoke',
      subject: { kind: 'token', id },
      details: { ownerId: token.ownerId },
    });
  }
}

/** A token must not make another that may do what it may not itself: its ceiling would be none. */
function requireWithinOwnScopes({ scopes: ceiling }: Principal, scopes: readonly string[]): void {
  if (ceiling === null) return;
  const beyond = scopes.find((text) => {
    const rule = parsePermissionRule(text);
    return rule !== null && !isWithin(rule, ceiling);
  });
  if (beyond !== undefined) {
    throw forbidden(beyond, `An API token makes no token with ${beyond}, which it does not have itself.`);
  }
}

function futureTime(text: string | null): Date | null {
  const time = text === null ? null : parseInstant(text);
  if (time === null || time.getTime() > Date.now()) return time;
  throw validationFailed([
    { pointer: '/expiresAt', code: 'not_in_future', message: 'must be in the future' },
  ]);
}

async function requireActiveOwner(tx: EntityManager, ownerId: string): Promise<void> {
  if (await tx.getRepository(StaffMember).existsBy({ id: ownerId, active: true })) return;
  throw validationFailed([
    { pointer: '/ownerId', code: 'unknown_member', message: 'is not the id of an active member of staff' },
  ]);
}
