import { describe, expect, it } from '@jest/globals';
import { KINDS } from '../kinds.js';
import { effectiveRules, isWithin } from './effective-rules.js';
import { parsePermissionRule, type PermissionRule } from './permissions.js';
import { allows, holdsAnywhere, type PolicyTarget } from './policy.js';
import type { Grant, Principal } from './principal.js';

const ME = 'me';

function rules(...texts: string[]): PermissionRule[] {
  return texts.map((text) => {
    const rule = parsePermissionRule(text);
    if (!rule) throw new Error(`${text} is no permission`);
    return rule;
  });
}

function grant(sectionPath: string | null, ...texts: string[]): Grant {
  return {
    roleKey: 'some',
    sectionId: sectionPath === null ? null : `id of ${sectionPath}`,
    sectionPath,
    permissions: rules(...texts),
  };
}

function member(grants: Grant[], scopes: PermissionRule[] | null = null): Principal {
  return { staffId: ME, name: 'Me', tokenId: null, sessionId: null, grants, scopes, requestId: null };
}

function item(target: Partial<PolicyTarget> = {}): PolicyTarget {
  return { kind: 'article', createdBy: 'somebody', sectionPath: 'news/world', ...target };
}

describe('the policy for one item', () => {
  it('gives nothing without a grant, and nothing that the grant does not name', () => {
    expect(allows(member([]), 'item.read', item())).toBe(false);
    expect(allows(member([grant(null, 'item.read')]), 'item.edit', item())).toBe(false);
    expect(allows(member([grant(null, 'item.read')]), 'item.read', item())).toBe(true);
  });

  it.each([
    ['news', 'news', true],
    ['news', 'news/world', true],
    ['news', 'news/world/asia', true],
    ['news/world', 'news', false],
    ['news', 'news-2', false],
    ['news', 'sport', false],
    ['news', null, false],
    [null, 'news', true],
    [null, null, true],
  ])('granted for %j, an item in %j is within reach: %j', (granted, sectionPath, within) => {
    expect(allows(member([grant(granted, 'item.edit')]), 'item.edit', item({ sectionPath }))).toBe(within);
  });

  it('tells types of holds apart, and neither from a kind of item', () => {
    const desk = member([grant(null, 'hold.set:editorial')]);
    const both = member([grant(null, 'hold.set')]);
    expect(allows(desk, 'hold.set', item({ holdType: 'editorial' }))).toBe(true);
    expect(allows(desk, 'hold.set', item({ holdType: 'legal' }))).toBe(false);
    expect(allows(desk, 'hold.set', item({ holdType: 'legal', kind: 'editorial' }))).toBe(false);
    expect(allows(desk, 'hold.set', item())).toBe(true);
    expect(allows(desk, 'hold.release', item({ holdType: 'editorial' }))).toBe(false);
    for (const holdType of ['editorial', 'legal'] as const) {
      expect(allows(both, 'hold.set', item({ holdType }))).toBe(true);
      expect(
        allows(member([grant(null, 'hold.set')], rules('hold.set:legal')), 'hold.set', item({ holdType })),
      ).toBe(holdType === 'legal');
    }
    expect(holdsAnywhere(desk, 'hold.set')).toBe(true);
  });

  it('lets a section’s grant reach an item of one’s own that has no section yet', () => {
    const me = member([grant('news', 'item.edit')]);
    expect(allows(me, 'item.edit', item({ sectionPath: null, createdBy: ME }))).toBe(true);
    expect(allows(me, 'item.edit', item({ sectionPath: null }))).toBe(false);
  });

  it('limits to one’s own', () => {
    const me = member([grant(null, 'item.edit:own')]);
    expect(allows(me, 'item.edit', item({ createdBy: ME }))).toBe(true);
    expect(allows(me, 'item.edit', item())).toBe(false);
  });

  it.each(KINDS)('limits to %s', (kind) => {
    const me = member([grant(null, `item.publish:${kind}`)]);
    for (const other of KINDS) {
      expect(allows(me, 'item.publish', item({ kind: other }))).toBe(other === kind);
    }
  });

  it('takes the limit and the reach of one grant, and does not mix two', () => {
    const me = member([grant('news', 'item.edit:own'), grant('sport', 'item.edit')]);
    expect(allows(me, 'item.edit', item({ sectionPath: 'news' }))).toBe(false);
    expect(allows(me, 'item.edit', item({ sectionPath: 'news', createdBy: ME }))).toBe(true);
    expect(allows(me, 'item.edit', item({ sectionPath: 'sport' }))).toBe(true);
  });

  it('keeps below an API token’s ceiling, which gives nothing by itself', () => {
    const grants = [grant('news', 'item.edit', 'item.read')];
    expect(allows(member(grants, rules('item.edit')), 'item.edit', item())).toBe(true);
    expect(allows(member(grants, rules('item.edit')), 'item.read', item())).toBe(false);
    expect(allows(member(grants, rules('item.edit:own')), 'item.edit', item())).toBe(false);
    expect(allows(member(grants, rules('item.publish')), 'item.publish', item())).toBe(false);
    expect(allows(member(grants, rules('item.edit')), 'item.edit', item({ sectionPath: 'sport' }))).toBe(
      false,
    );
    expect(allows(member(grants, []), 'item.read', item())).toBe(false);
  });

  it('needs both limits to fit where the token has one as well', () => {
    const me = member([grant(null, 'item.edit:own')], rules('item.edit:article'));
    expect(allows(me, 'item.edit', item({ createdBy: ME }))).toBe(true);
    expect(allows(me, 'item.edit', item({ createdBy: ME, kind: 'editorial' }))).toBe(false);
    expect(allows(me, 'item.edit', item())).toBe(false);
  });
});

describe('holding a permission anywhere', () => {
  it('is so for a grant of any section and any limit', () => {
    expect(holdsAnywhere(member([grant('news', 'item.edit:own')]), 'item.edit')).toBe(true);
    expect(holdsAnywhere(member([grant('news', 'item.edit:own')]), 'item.read')).toBe(false);
    expect(holdsAnywhere(member([]), 'item.edit')).toBe(false);
  });

  it('asks for the kind where the route has one', () => {
    const me = member([grant(null, 'item.publish:photo_caption')]);
    expect(holdsAnywhere(me, 'item.publish')).toBe(true);
    expect(holdsAnywhere(me, 'item.publish', 'photo_caption')).toBe(true);
    expect(holdsAnywhere(me, 'item.publish', 'article')).toBe(false);
  });

  it('gives what is over the whole newsroom to a grant for everything only', () => {
    expect(holdsAnywhere(member([grant('news', 'staff.manage')]), 'staff.manage')).toBe(false);
    expect(holdsAnywhere(member([grant(null, 'staff.manage')]), 'staff.manage')).toBe(true);
    expect(holdsAnywhere(member([grant('news', 'photo.upload')]), 'photo.upload')).toBe(true);
  });

  it('keeps below an API token’s ceiling', () => {
    const grants = [grant(null, 'staff.manage', 'item.read')];
    expect(holdsAnywhere(member(grants, rules('item.read')), 'staff.manage')).toBe(false);
    expect(holdsAnywhere(member(grants, rules('staff.manage')), 'staff.manage')).toBe(true);
    expect(holdsAnywhere(member(grants, rules('audit.read')), 'audit.read')).toBe(false);
  });
});

describe('the rules in effect', () => {
  it('are those of all grants, each once, sorted', () => {
    const me = member([grant('news', 'item.read', 'item.edit:own'), grant(null, 'audit.read', 'item.read')]);
    expect(effectiveRules(me)).toEqual(['audit.read', 'item.edit:own', 'item.read']);
  });

  it('leave out what a section’s grant does not give', () => {
    expect(effectiveRules(member([grant('news', 'role.manage', 'item.read')]))).toEqual(['item.read']);
  });

  it.each([
    [['item.edit'], ['item.edit'], ['item.edit']],
    [['item.edit'], ['item.edit:own'], ['item.edit:own']],
    [['item.edit:own'], ['item.edit'], ['item.edit:own']],
    [['item.edit:own'], ['item.edit:article'], ['item.edit:own']],
    [['item.edit:article'], ['item.edit:editorial'], []],
    [['item.edit'], ['item.publish'], []],
    [['item.edit'], [], []],
  ])('of %j below the ceiling %j are %j', (held, ceiling, effective) => {
    expect(effectiveRules(member([grant(null, ...held)], rules(...ceiling)))).toEqual(effective);
  });
});

describe('a rule within a ceiling', () => {
  it.each([
    ['item.edit', 'item.edit', true],
    ['item.edit:own', 'item.edit', true],
    ['item.edit:own', 'item.edit:own', true],
    ['item.edit', 'item.edit:own', false],
    ['item.edit:article', 'item.edit:own', false],
    ['item.edit', 'item.read', false],
  ])('%s within %s: %j', (text, ceiling, within) => {
    const [rule] = rules(text);
    expect(rule && isWithin(rule, rules(ceiling))).toBe(within);
  });
});
