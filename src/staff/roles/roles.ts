import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LISTED_USAGES, refuseUsed, type UsageRow } from '../../access/in-use.js';
import type { Principal } from '../../access/principal.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { DomainError, notFound } from '../../errors.js';
import type { Precondition } from '../../http/precondition.js';
import type { NewRole, RoleChange } from './role.dto.js';
import { Role } from './role.entity.js';
import { RoleReader } from './role-reader.js';
import { ADMIN_ROLE, KEPT_BY_ADMIN } from './seeded-roles.js';

/** Makes, changes and removes roles. What a change gives or takes counts from the next request of each member. */
@Injectable()
export class Roles {
  constructor(
    private readonly reader: RoleReader,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws `role_exists`. */
  async create(tx: EntityManager, actor: Principal, given: NewRole): Promise<Role> {
    const { key, name, permissions } = given;
    await tx.getRepository(Role).insert({ key, name, permissions });
    await this.audit.record(tx, actor, {
      action: 'role.create',
      subject: { kind: 'role', id: key },
      details: { permissions },
    });
    return this.reader.byKey(tx, key);
  }

  /**
   * Renames a role or replaces its permissions; what changes nothing moves no version. Throws `seeded_role`
   * where `admin` would lose the permissions that lead back from every other change.
   */
  async change(
    tx: EntityManager,
    actor: Principal,
    key: string,
    precondition: Precondition,
    given: RoleChange,
  ): Promise<Role> {
    const role = await this.lock(tx, key);
    precondition.check(role.version);
    const { name = role.name, permissions = role.permissions } = given;
    const samePermissions = permissions.join() === role.permissions.join();
    if (name === role.name && samePermissions) return role;
    if (key === ADMIN_ROLE && KEPT_BY_ADMIN.some((kept) => !permissions.includes(kept))) {
      throw new DomainError('seeded_role', `The role admin keeps ${KEPT_BY_ADMIN.join(' and ')}.`);
    }
    await tx
      .getRepository(Role)
      .update({ key }, { name, permissions, version: role.version + 1, modifiedAt: () => 'now()' });
    await this.audit.record(tx, actor, {
      action: 'role.change',
      subject: { kind: 'role', id: key },
      details: samePermissions ? {} : { from: role.permissions, to: permissions },
    });
    return this.reader.byKey(tx, key);
  }

  /** Throws `seeded_role`, or `in_use` with the members that have the role. */
  async remove(tx: EntityManager, actor: Principal, key: string, precondition: Precondition): Promise<void> {
    const role = await this.lock(tx, key);
    precondition.check(role.version);
    if (role.seeded)
      throw new DomainError('seeded_role', 'A role that comes with the system is not removed.');
    await refuseUsedRole(tx, key);
    await tx.getRepository(Role).delete({ key });
    await this.audit.record(tx, actor, { action: 'role.delete', subject: { kind: 'role', id: key } });
  }

  private async lock(tx: EntityManager, key: string): Promise<Role> {
    const role = await tx
      .getRepository(Role)
      .findOne({ where: { key }, lock: { mode: 'pessimistic_write' } });
    if (!role) throw notFound('role');
    return role;
  }
}

/** The role is locked, so nobody is granted it meanwhile. */
async function refuseUsedRole(tx: EntityManager, key: string): Promise<void> {
  const rows = await tx.query<UsageRow[]>(
    `select 'staff' as kind, id, name, count(*) over () as total from staff_member
      where id in (select staff_id from staff_role where role_key = $1)
      order by id limit $2`,
    [key, LISTED_USAGES],
  );
  refuseUsed('role', rows);
}
