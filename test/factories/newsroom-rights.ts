import { type HoldType, parsePermissionRule, type PermissionRule } from '../../src/access/permissions.js';
import type { PolicyTarget } from '../../src/access/policy.js';
import type { Principal } from '../../src/access/principal.js';
import { KINDS } from '../../src/kinds.js';
import { SEEDED_ROLES } from '../../src/staff/roles/seeded-roles.js';
import type { ActionName } from '../../src/workflow/actions.js';

type Holding = 'nobody' | 'own in scope' | 'in scope' | 'photo captions' | 'everywhere';
type Role =
  'reporter' | 'copy_editor' | 'section_editor' | 'photo_editor' | 'managing_editor' | 'legal' | 'admin';

const WRITING: Record<Role, Holding> = {
  reporter: 'own in scope',
  copy_editor: 'in scope',
  section_editor: 'in scope',
  photo_editor: 'photo captions',
  managing_editor: 'everywhere',
  legal: 'nobody',
  admin: 'nobody',
};
const REVIEWING: Record<Role, Holding> = { ...WRITING, reporter: 'nobody' };
const PUBLISHING: Record<Role, Holding> = { ...REVIEWING, copy_editor: 'nobody' };
const KILLING: Record<Role, Holding> = {
  reporter: 'nobody',
  copy_editor: 'nobody',
  section_editor: 'nobody',
  photo_editor: 'nobody',
  managing_editor: 'everywhere',
  legal: 'everywhere',
  admin: 'nobody',
};

const NOBODY: Record<Role, Holding> = {
  reporter: 'nobody',
  copy_editor: 'nobody',
  section_editor: 'nobody',
  photo_editor: 'nobody',
  managing_editor: 'nobody',
  legal: 'nobody',
  admin: 'nobody',
};
const EMBARGO_LIFTING: Record<Role, Holding> = { ...KILLING, section_editor: 'in scope' };
const EMBARGO_SETTING: Record<Role, Holding> = { ...EMBARGO_LIFTING, copy_editor: 'in scope' };

/** The roles of the newsroom, written down by hand: who holds what an action needs. */
export const HOLDS: Readonly<Record<ActionName, Record<Role, Holding>>> = {
  save: WRITING,
  submit: WRITING,
  claim: REVIEWING,
  'request-changes': REVIEWING,
  approve: REVIEWING,
  publish: PUBLISHING,
  republish: PUBLISHING,
  unpublish: PUBLISHING,
  kill: KILLING,
  spike: WRITING,
  unspike: WRITING,
  'discard-draft': WRITING,
  restore: WRITING,
  'set-embargo': EMBARGO_SETTING,
  'lift-embargo': EMBARGO_LIFTING,
  'set-hold': EMBARGO_SETTING,
  'release-hold': KILLING,
  schedule: PUBLISHING,
  'schedule-unpublish': PUBLISHING,
  unschedule: PUBLISHING,
};
/** The same of holds by their type. */
export const SETS_HOLDS: Readonly<Record<HoldType, Record<Role, Holding>>> = {
  editorial: { ...EMBARGO_SETTING, legal: 'nobody' },
  legal: { ...NOBODY, legal: 'everywhere' },
};
export const RELEASES_HOLDS: Readonly<Record<HoldType, Record<Role, Holding>>> = {
  editorial: { ...NOBODY, managing_editor: 'everywhere' },
  legal: { ...NOBODY, legal: 'everywhere' },
};
/** Who publishes without an approval. */
export const PUBLISHES_DIRECTLY: Record<Role, Holding> = { ...PUBLISHING, section_editor: 'nobody' };

/** The seeded roles. */
export const ROLES = Object.keys(WRITING) as Role[];
const ME = 'me';

/** The targets that rights can tell apart, for a section role granted for `news`. */
export const TARGETS = KINDS.flatMap((kind) =>
  [ME, 'another'].flatMap((createdBy) =>
    ['news/world', 'sport', null].map((sectionPath): PolicyTarget => ({ kind, createdBy, sectionPath })),
  ),
);

/** Whether who holds it so holds it for this target. */
export function holds(holding: Holding, target: PolicyTarget): boolean {
  const own = target.createdBy === ME;
  const inScope = target.sectionPath === 'news/world' || (target.sectionPath === null && own);
  switch (holding) {
    case 'nobody':
      return false;
    case 'own in scope':
      return own && inScope;
    case 'in scope':
      return inScope;
    case 'photo captions':
      return target.kind === 'photo_caption';
    case 'everywhere':
      return true;
  }
}

/** A member with this role as it is seeded: everywhere, or for the section `news`. */
export function memberWith(key: Role): Principal {
  const role = SEEDED_ROLES.find((seeded) => seeded.key === key);
  const permissions = (role?.permissions ?? []).flatMap((text): PermissionRule[] => {
    const rule = parsePermissionRule(text);
    return rule ? [rule] : [];
  });
  const scope = role?.forSection
    ? { sectionId: 'id of news', sectionPath: 'news' }
    : { sectionId: null, sectionPath: null };
  return {
    staffId: ME,
    name: 'Me',
    tokenId: null,
    sessionId: null,
    requestId: null,
    scopes: null,
    grants: [{ roleKey: key, ...scope, permissions }],
  };
}
