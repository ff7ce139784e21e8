/** A role that comes with the system. */
export interface SeededRole {
  key: string;
  name: string;
  /** Whether it may be granted for one section; the others are granted everywhere only. */
  forSection: boolean;
  permissions: readonly string[];
}

/** The key of the role whose last active member stays one. */
export const ADMIN_ROLE = 'admin';

/** What `admin` always keeps, so that there is a way back from every other change of roles. */
export const KEPT_BY_ADMIN: readonly string[] = ['staff.manage', 'role.manage'];

/**
 * The seeded roles, as the migration writes them. An administrator may change their permissions afterwards,
 * so what a role gives is in the table `role`; whether it fits a section is here.
 */
export const SEEDED_ROLES: readonly SeededRole[] = [
  {
    key: 'reporter',
    name: 'Reporter',
    forSection: true,
    permissions: [
      'item.read:own',
      'item.create',
      'item.edit:own',
      'item.submit:own',
      'item.spike:own',
      'photo.upload',
    ],
  },
  {
    key: 'copy_editor',
    name: 'Copy editor',
    forSection: true,
    permissions: [
      'item.read',
      'item.create',
      'item.edit',
      'item.submit',
      'item.review',
      'item.approve',
      'item.spike',
      'embargo.set',
      'hold.set:editorial',
      'photo.upload',
    ],
  },
  {
    key: 'section_editor',
    name: 'Section editor',
    forSection: true,
    permissions: [
      'item.read',
      'item.create',
      'item.edit',
      'item.submit',
      'item.review',
      'item.approve',
      'item.publish',
      'item.schedule',
      'item.unpublish',
      'item.spike',
      'embargo.set',
      'embargo.lift',
      'hold.set:editorial',
      'lock.take_over',
      'photo.upload',
    ],
  },
  {
    key: 'photo_editor',
    name: 'Photo editor',
    forSection: false,
    permissions: [
      'item.read',
      'item.create:photo_caption',
      'item.edit:photo_caption',
      'item.submit:photo_caption',
      'item.review:photo_caption',
      'item.approve:photo_caption',
      'item.publish:photo_caption',
      'item.publish_directly:photo_caption',
      'item.schedule:photo_caption',
      'item.unpublish:photo_caption',
      'item.spike:photo_caption',
      'photo.upload',
      'photo.rights',
    ],
  },
  {
    key: 'managing_editor',
    name: 'Managing editor',
    forSection: false,
    permissions: [
      'item.read',
      'item.create',
      'item.edit',
      'item.submit',
      'item.review',
      'item.approve',
      'item.publish',
      'item.publish_directly',
      'item.backdate',
      'item.schedule',
      'item.unpublish',
      'item.spike',
      'item.kill',
      'embargo.set',
      'embargo.lift',
      'hold.set:editorial',
      'hold.release:editorial',
      'lock.take_over',
      'photo.upload',
      'photo.rights',
      'author.write',
      'section.write',
      'audit.read',
    ],
  },
  {
    key: 'legal',
    name: 'Legal',
    forSection: false,
    permissions: [
      'item.read',
      'item.kill',
      'embargo.set',
      'embargo.lift',
      'hold.set:legal',
      'hold.release:legal',
      'photo.rights',
      'audit.read',
    ],
  },
  {
    key: ADMIN_ROLE,
    name: 'Administrator',
    forSection: false,
    permissions: [
      'item.read',
      'author.write',
      'section.write',
      'staff.manage',
      'role.manage',
      'token.manage',
      'audit.read',
    ],
  },
];

/** Whether the role may be granted for one section with all below it. Custom roles take either. */
export function fitsSection(roleKey: string): boolean {
  return SEEDED_ROLES.find(({ key }) => key === roleKey)?.forSection ?? true;
}
