import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../../database/id.js';
import { type Fault, validationFailed } from '../../errors.js';
import { fitsSection } from '../roles/seeded-roles.js';
import type { StaffRoleGrant } from './staff-member.dto.js';
import { StaffRole } from './staff-role.entity.js';

/** The roles that a member is granted. */
@Injectable()
export class RoleGrants {
  /**
   * Throws `validation_failed`, pointers below `/roles`, for grants of roles or sections that there are not,
   * of a role in a section that is granted everywhere only, and for one that is there twice.
   */
  async check(tx: EntityManager, grants: readonly StaffRoleGrant[]): Promise<void> {
    const roles = await known(
      tx,
      'select key as id from role where key = any($1)',
      grants.map(({ role }) => role),
    );
    const sections = await known(
      tx,
      'select id from section where id = any($1::uuid[])',
      grants.flatMap(({ sectionId }) => sectionId ?? []),
    );
    const faults = grants.flatMap((grant, index): Fault[] => {
      const pointer = `/roles/${index}`;
      const sectionId = grant.sectionId ?? null;
      if (!roles.has(grant.role)) {
        return [{ pointer: `${pointer}/role`, code: 'unknown_role', message: 'is not the key of a role' }];
      }
      if (sectionId !== null && !fitsSection(grant.role)) {
        const message = `must be null: ${grant.role} is granted everywhere only`;
        return [{ pointer: `${pointer}/sectionId`, code: 'everywhere_only', message }];
      }
      if (sectionId !== null && !sections.has(sectionId.toLowerCase())) {
        const message = 'is not the id of a section';
        return [{ pointer: `${pointer}/sectionId`, code: 'unknown_section', message }];
      }
      const first = grants.findIndex((other) => isSame(other, grant));
      return first < index ? [{ pointer, code: 'duplicate', message: 'is there twice' }] : [];
    });
    if (faults.length > 0) throw validationFailed(faults);
  }

  /** Grants these roles and no others. The caller has locked the member and checked the grants. */
  async replace(tx: EntityManager, staffId: string, grants: readonly StaffRoleGrant[]): Promise<void> {
    await tx.getRepository(StaffRole).delete({ staffId });
    const rows = grants.map(({ role, sectionId }) => ({
      id: newId(),
      staffId,
      roleKey: role,
      sectionId: sectionId ?? null,
    }));
    await tx.getRepository(StaffRole).insert(rows);
  }
}

/** Whether both lists grant the same, in the same order. */
export function sameGrants(some: readonly StaffRoleGrant[], others: readonly StaffRoleGrant[]): boolean {
  return (
    some.length === others.length &&
    some.every((grant, index) => {
      const other = others[index];
      return other !== undefined && isSame(grant, other);
    })
  );
}

function isSame(one: StaffRoleGrant, other: StaffRoleGrant): boolean {
  return (
    one.role === other.role &&
    (one.sectionId?.toLowerCase() ?? null) === (other.sectionId?.toLowerCase() ?? null)
  );
}

async function known(tx: EntityManager, statement: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.query<{ id: string }[]>(statement, [ids]);
  return new Set(rows.map(({ id }) => id));
}
