import type { Kind } from '../../src/kinds.js';

/** The members of the modelled newsroom, and where each has their role. */
export const PEOPLE = {
  reporter: { role: 'reporter', section: 'a' },
  rival: { role: 'reporter', section: 'a' },
  copyEditor: { role: 'copy_editor', section: 'a' },
  sectionEditor: { role: 'section_editor', section: 'a' },
  otherEditor: { role: 'section_editor', section: 'b' },
  photoEditor: { role: 'photo_editor', section: null },
  managing: { role: 'managing_editor', section: null },
  legal: { role: 'legal', section: null },
  admin: { role: 'admin', section: null },
} as const;

export type Person = keyof typeof PEOPLE;
export type Section = 'a' | 'b';
export type HoldType = 'editorial' | 'legal';

/** What a right is judged against. */
export interface Judged {
  kind: Kind;
  creator: Person;
  section: Section | null;
}

type Limit = 'all' | 'own' | 'photo_caption' | HoldType;

const EDITOR = ['item.read', 'item.create', 'item.edit', 'item.submit', 'item.review', 'item.approve'];
const PUBLISHER = ['item.publish', 'item.schedule', 'item.unpublish', 'item.spike'];

/** The table of roles, as the newsroom's handbook has it and not as the seeds have it: the two are to agree. */
const RIGHTS: Readonly<Record<string, Readonly<Record<string, Limit>>>> = {
  reporter: {
    'item.create': 'all',
    ...each(['item.read', 'item.edit', 'item.submit', 'item.spike'], 'own'),
  },
  copy_editor: {
    ...each([...EDITOR, 'item.spike', 'embargo.set'], 'all'),
    'hold.set': 'editorial',
  },
  section_editor: {
    ...each([...EDITOR, ...PUBLISHER, 'embargo.set', 'embargo.lift', 'lock.take_over'], 'all'),
    'hold.set': 'editorial',
  },
  photo_editor: {
    ...each([...EDITOR, ...PUBLISHER, 'item.publish_directly'], 'photo_caption'),
    'item.read': 'all',
  },
  managing_editor: {
    ...each(
      [
        ...EDITOR,
        ...PUBLISHER,
        'item.publish_directly',
        'item.kill',
        'embargo.set',
        'embargo.lift',
        'lock.take_over',
      ],
      'all',
    ),
    ...each(['hold.set', 'hold.release'], 'editorial'),
  },
  legal: {
    ...each(['item.read', 'item.kill', 'embargo.set', 'embargo.lift'], 'all'),
    ...each(['hold.set', 'hold.release'], 'legal'),
  },
  admin: each(['item.read'], 'all'),
};

function each(permissions: readonly string[], limit: Limit): Record<string, Limit> {
  return Object.fromEntries(permissions.map((permission) => [permission, limit]));
}

/**
 * Whether the person may do it to this item, where `section` is, or is thought to be. What is limited to a type of hold
 * fits where none is named.
 */
export function may(
  person: Person,
  permission: string,
  item: Judged,
  section = item.section,
  hold?: HoldType,
): boolean {
  const limit = RIGHTS[PEOPLE[person].role]?.[permission];
  const own = item.creator === person;
  if (limit === undefined || (limit === 'own' && !own)) return false;
  if (limit === 'photo_caption' && item.kind !== 'photo_caption') return false;
  if ((limit === 'editorial' || limit === 'legal') && hold !== undefined && hold !== limit) return false;
  const scope = PEOPLE[person].section;
  return scope === null || scope === section || (section === null && own);
}

/** Whether there is any item at all to which the person may do it. */
export function mayAnywhere(person: Person, permission: string, kind?: Kind): boolean {
  const limit = RIGHTS[PEOPLE[person].role]?.[permission];
  return limit !== undefined && (limit !== 'photo_caption' || kind === undefined || kind === limit);
}
