import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { Staff } from '../staff/members/staff.js';
import { memberPrincipal } from '../staff/principals.js';
import { idOf } from './demo-ids.js';
import { SECTIONS_OF } from './team.js';
import type { DemoRole } from './stories/story.js';

/** The members of the demo newsroom. Their addresses are in a domain that is nobody's (RFC 2606). */
const NAMES: Readonly<Record<DemoRole, string>> = {
  reporter: 'Núria Öztürk',
  copy_editor: 'Wren Halloran',
  section_editor: 'Ivo Castellane',
  photo_editor: 'Lucía Brandt',
  managing_editor: 'Harriet Oyelaran',
  legal: 'Desmond Achtziger',
  admin: 'Yusuf Karaman',
};

/** The roles that the demo has a member for. */
export const DEMO_ROLES = Object.keys(NAMES) as DemoRole[];

/** The e-mail address of the demo member with that role. */
export function demoAddress(role: DemoRole): string {
  return `${role}@newsroom.example`;
}

/** Makes the members of the demo newsroom, and lets them act as they would by request. */
@Injectable()
export class DemoStaff {
  constructor(private readonly staff: Staff) {}

  /** Makes one member; `sections` holds the ids of those that the role is granted for, by path. */
  async hire(
    tx: EntityManager,
    role: DemoRole,
    passwordHash: string,
    sections: ReadonlyMap<string, string>,
  ): Promise<Principal> {
    const sectionIds = SECTIONS_OF[role]?.map((path) => idOf(sections, path)) ?? [null];
    const { id } = await this.staff.create(tx, null, {
      name: NAMES[role],
      email: demoAddress(role),
      passwordHash,
      roles: sectionIds.map((sectionId) => ({ role, sectionId })),
    });
    return memberPrincipal(tx, id);
  }
}
