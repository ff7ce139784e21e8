import { describe, expect, it } from '@jest/globals';
import { formatPermissionRule, parsePermissionRule, PERMISSIONS } from './permissions.js';

describe('a permission rule', () => {
  it.each(PERMISSIONS)('%s is one by itself, and is written as it was read', (permission) => {
    const rule = parsePermissionRule(permission);
    expect(rule).toEqual({ permission, limit: null });
    expect(rule && formatPermissionRule(rule)).toBe(permission);
  });

  it.each([
    'item.edit:own',
    'item.publish:photo_caption',
    'item.create:article',
    'item.create:editorial',
    'hold.set:editorial',
    'hold.release:legal',
  ])('%s is limited', (text) => {
    const rule = parsePermissionRule(text);
    expect(rule?.limit).toBe(text.split(':')[1]);
    expect(rule && formatPermissionRule(rule)).toBe(text);
  });

  it.each([
    '',
    'item',
    'item.fly',
    'item.edit:',
    'item.edit:mine',
    'item.edit:own:article',
    'ITEM.EDIT',
    ' item.edit',
    'staff.manage:own',
    'hold.set:article',
    'hold.set:own',
    'item.edit:legal',
    'embargo.set:legal',
  ])('%j is none', (text) => {
    expect(parsePermissionRule(text)).toBeNull();
  });
});
