import { describe, expect, it } from '@jest/globals';
import { formatPermissionRule, parsePermissionRule, PERMISSIONS } from '../../access/permissions.js';
import { ADMIN_ROLE, fitsSection, KEPT_BY_ADMIN, SEEDED_ROLES } from './seeded-roles.js';

function permissionsOf(key: string): readonly string[] {
  return SEEDED_ROLES.find((role) => role.key === key)?.permissions ?? [];
}

/** The roles that hold the permission in some way, with the limit that they hold it by. */
function holders(permission: string): string[] {
  return SEEDED_ROLES.flatMap(({ key, permissions }) =>
    permissions
      .filter((rule) => rule.split(':')[0] === permission)
      .map((rule) => [key, ...rule.split(':').slice(1)].join(':')),
  );
}

const WRITERS = ['copy_editor', 'section_editor', 'photo_editor:photo_caption', 'managing_editor'];
const PUBLISHERS = ['section_editor', 'photo_editor:photo_caption', 'managing_editor'];

describe('the seeded roles', () => {
  it('name permissions that there are, each once', () => {
    for (const { permissions } of SEEDED_ROLES) {
      const read = permissions.map((rule) => parsePermissionRule(rule));
      expect(read.map((rule) => rule && formatPermissionRule(rule))).toEqual(permissions);
      expect(new Set(permissions).size).toBe(permissions.length);
    }
  });

  // The table of the domain, row by row.
  it.each([
    [
      'item.read',
      ['reporter:own', 'copy_editor', 'section_editor', 'photo_editor', 'managing_editor', 'legal', 'admin'],
    ],
    ['item.create', ['reporter', ...WRITERS]],
    ['item.edit', ['reporter:own', ...WRITERS]],
    ['item.submit', ['reporter:own', ...WRITERS]],
    ['item.review', WRITERS],
    ['item.approve', WRITERS],
    ['item.publish', PUBLISHERS],
    ['item.schedule', PUBLISHERS],
    ['item.unpublish', PUBLISHERS],
    ['item.publish_directly', ['photo_editor:photo_caption', 'managing_editor']],
    ['item.backdate', ['managing_editor']],
    ['item.spike', ['reporter:own', ...WRITERS]],
    ['item.kill', ['managing_editor', 'legal']],
    ['embargo.set', ['copy_editor', 'section_editor', 'managing_editor', 'legal']],
    ['embargo.lift', ['section_editor', 'managing_editor', 'legal']],
    [
      'hold.set',
      ['copy_editor:editorial', 'section_editor:editorial', 'managing_editor:editorial', 'legal:legal'],
    ],
    ['hold.release', ['managing_editor:editorial', 'legal:legal']],
    ['lock.take_over', ['section_editor', 'managing_editor']],
    ['photo.upload', ['reporter', 'copy_editor', 'section_editor', 'photo_editor', 'managing_editor']],
    ['photo.rights', ['photo_editor', 'managing_editor', 'legal']],
    ['author.write', ['managing_editor', 'admin']],
    ['section.write', ['managing_editor', 'admin']],
    ['staff.manage', ['admin']],
    ['role.manage', ['admin']],
    ['token.manage', ['admin']],
    ['audit.read', ['managing_editor', 'legal', 'admin']],
  ])('%s is held by %j', (permission, roles) => {
    expect(holders(permission)).toEqual(roles);
  });

  it('leave no permission out', () => {
    expect(PERMISSIONS.filter((permission) => holders(permission).length === 0)).toEqual([]);
  });

  it('fit a section where the domain says so, as custom roles do', () => {
    const forSection = SEEDED_ROLES.map(({ key }) => key).filter(fitsSection);
    expect(forSection).toEqual(['reporter', 'copy_editor', 'section_editor']);
    expect(fitsSection('data_desk')).toBe(true);
  });

  it('give the administrator what the administrator keeps', () => {
    expect(permissionsOf(ADMIN_ROLE)).toEqual(expect.arrayContaining([...KEPT_BY_ADMIN]));
  });
});
