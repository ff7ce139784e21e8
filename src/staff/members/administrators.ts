import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { waitForLock } from '../../database/advisory-lock.js';
import { DomainError } from '../../errors.js';
import { ADMIN_ROLE } from '../roles/seeded-roles.js';
import type { StaffMemberView } from './staff-member.dto.js';

/** Keeps at least one active administrator. */
@Injectable()
export class Administrators {
  /**
   * To be asked before an administrator stops being one. Throws `last_admin` where no other is active.
   * Whoever asks waits for the transactions of those who asked before: two administrators who demote each
   * other at once would each still see the other.
   */
  async requireAnother(tx: EntityManager, staffId: string): Promise<void> {
    await waitForLock(tx, 'the last administrator');
    const others = await tx.query<unknown[]>(
      `select 1 from staff_member member
         join staff_role on staff_role.staff_id = member.id
        where member.active and member.id <> $1 and staff_role.role_key = $2 and staff_role.section_id is null
        limit 1`,
      [staffId, ADMIN_ROLE],
    );
    if (others.length === 0) throw new DomainError('last_admin');
  }
}

/** Whether the member is an administrator: active, with the role `admin` everywhere. */
export function isAdministrator({ active, roles }: Pick<StaffMemberView, 'active' | 'roles'>): boolean {
  return active && roles.some(({ role, sectionId }) => role === ADMIN_ROLE && (sectionId ?? null) === null);
}
