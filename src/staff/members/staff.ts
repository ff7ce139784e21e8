import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../access/principal.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { newId } from '../../database/id.js';
import { notFound } from '../../errors.js';
import type { Precondition } from '../../http/precondition.js';
import { Sessions } from '../sign-in/sessions.js';
import { Administrators, isAdministrator } from './administrators.js';
import { RoleGrants, sameGrants } from './role-grants.js';
import type { StaffMemberRecord, StaffRoleGrant } from './staff-member.dto.js';
import { StaffMember } from './staff-member.entity.js';
import { StaffReader } from './staff-reader.js';

/** What makes a member. The password comes hashed: hashing is too slow for a transaction. */
export interface StaffMemberDraft {
  name: string;
  email: string;
  passwordHash: string;
  active?: boolean;
  roles?: readonly StaffRoleGrant[];
}

/** Makes and changes members of staff. A member is deactivated and never removed: their work names them. */
@Injectable()
export class Staff {
  constructor(
    private readonly reader: StaffReader,
    private readonly grants: RoleGrants,
    private readonly administrators: Administrators,
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws `validation_failed` for wrong grants, `email_taken`. `actor` is null for the system itself. */
  async create(
    tx: EntityManager,
    actor: Principal | null,
    draft: StaffMemberDraft,
  ): Promise<StaffMemberRecord> {
    const { name, email, passwordHash, active = true, roles = [] } = draft;
    await this.grants.check(tx, roles);
    const id = newId();
    await tx.getRepository(StaffMember).insert({ id, name, email, passwordHash, active });
    await this.grants.replace(tx, id, roles);
    await this.audit.record(tx, actor, {
      action: 'staff.create',
      subject: { kind: 'staff', id },
      details: { active, roles },
    });
    return this.reader.byId(tx, id);
  }

  /**
   * Changes what is named. What changes nothing moves no version; a new password or a deactivation ends the
   * member's sessions, except `keptSession`. Throws `not_found`, the precondition's refusals, `last_admin`,
   * `validation_failed` for wrong grants, `email_taken`.
   */
  async change(
    tx: EntityManager,
    actor: Principal,
    id: string,
    precondition: Precondition,
    change: Partial<StaffMemberDraft>,
    keptSession: string | null = null,
  ): Promise<StaffMemberRecord> {
    if (change.roles) await this.grants.check(tx, change.roles);
    const before = await this.lock(tx, id);
    precondition.check(before.version);

    const { name = before.name, email = before.email, active = before.active, roles = before.roles } = change;
    const changed = [
      ...(name === before.name ? [] : ['name']),
      ...(email === before.email ? [] : ['email']),
      ...(active === before.active ? [] : ['active']),
      ...(sameGrants(roles, before.roles) ? [] : ['roles']),
      ...(change.passwordHash === undefined ? [] : ['password']),
    ];
    if (changed.length === 0) return before;
    if (isAdministrator(before) && !isAdministrator({ active, roles: [...roles] })) {
      await this.administrators.requireAnother(tx, id);
    }

    await tx.getRepository(StaffMember).update(
      { id },
      {
        name,
        email,
        active,
        ...(change.passwordHash === undefined ? {} : { passwordHash: change.passwordHash }),
        version: before.version + 1,
        modifiedAt: () => 'now()',
      },
    );
    if (changed.includes('roles')) await this.grants.replace(tx, id, roles);
    if (change.passwordHash !== undefined || !active) await this.sessions.endAll(tx, id, keptSession);
    await this.audit.record(tx, actor, {
      action: actionOf(before.active, active),
      subject: { kind: 'staff', id },
      details: { changed, ...(changed.includes('roles') ? { from: before.roles, to: roles } : {}) },
    });
    return this.reader.byId(tx, id);
  }

  /** A sign-in shares the row while it begins a session, so none slips past a deactivation or a new password. */
  private async lock(tx: EntityManager, id: string): Promise<StaffMemberRecord> {
    const rows = await tx.query<unknown[]>('select 1 from staff_member where id = $1 for no key update', [
      id,
    ]);
    if (rows.length === 0) throw notFound('member of staff');
    return this.reader.byId(tx, id);
  }
}

function actionOf(wasActive: boolean, active: boolean): string {
  if (wasActive === active) return 'staff.change';
  return active ? 'staff.reactivate' : 'staff.deactivate';
}
