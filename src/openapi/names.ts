import type { Route } from './route-table.js';

/** The areas of the API in the order in which a reader meets them, each with what it is. */
export const TAGS = {
  'Sign-in': 'Sessions, and one’s own record.',
  Articles: 'Stories with a byline or a source.',
  Editorials: 'The paper’s own voice: leaders, by edition.',
  'Photo captions': 'The text about a photo, with its credit and its rights.',
  Items:
    'What articles, editorials and photo captions have in common: the board, revisions, history, comments.',
  Actions: 'The verbs of the workflow, alike for all kinds. Each moves the item’s version.',
  Sections: 'The tree in which readers find stories.',
  Authors: 'Byline profiles.',
  Photos: 'Uploaded pictures: their files, what was written into them, and their rights.',
  Staff: 'Who can sign in.',
  Roles: 'Permissions as data.',
  'API tokens': 'Access for programs.',
  Audit: 'Who did what, when.',
  Delivery: 'What readers get: published documents and nothing else. Public, read-only, cacheable.',
  Previews: 'What a preview link shows to whoever has it. Public, and kept by nobody.',
  Health: 'Probes.',
} as const;

export type Tag = keyof typeof TAGS;

const TAG_OF_SEGMENT: Readonly<Record<string, Tag>> = {
  auth: 'Sign-in',
  me: 'Sign-in',
  articles: 'Articles',
  editorials: 'Editorials',
  'photo-captions': 'Photo captions',
  items: 'Items',
  tags: 'Items',
  sections: 'Sections',
  authors: 'Authors',
  photos: 'Photos',
  staff: 'Staff',
  roles: 'Roles',
  'api-tokens': 'API tokens',
  audit: 'Audit',
  delivery: 'Delivery',
  previews: 'Previews',
  health: 'Health',
};

/** The area that a route belongs to. Throws for a path of no area: a new one wants a name here. */
export function tagOf(route: Route): Tag {
  if (isItemAction(route)) return 'Actions';
  const [area = ''] = literalSegments(route);
  const tag = TAG_OF_SEGMENT[area];
  if (tag === undefined) throw new Error(`${route.path} belongs to no area of the API: add it to names.ts.`);
  return tag;
}

/** Whether the route is a verb on one item: `POST /items/{id}/publish`. */
export function isItemAction({ method, path }: Route): boolean {
  return (
    method === 'post' &&
    /^\/api\/v1\/items\/\{id\}\/(?!(comments|holds|preview-links|schedules)$)[a-z-]+$/.test(path)
  );
}

/**
 * A name that client generators can use, and that stays while the path and the handler's name do:
 * `articles.create`, `items.requestChanges`, `items.comments.resolve`, `delivery.sections.front`.
 */
export function operationIdOf(route: Route): string {
  const names = literalSegments(route).map(camelCase);
  const last = names.at(-1) ?? '';
  const repeats = names.length > 1 && (last.startsWith(route.name) || route.name.startsWith(last));
  return [...names, ...(repeats ? [] : [route.name])].join('.');
}

function literalSegments({ path }: Route): string[] {
  return path
    .replace(/^\/api\/v1/, '')
    .split('/')
    .filter((segment) => segment !== '' && segment !== 'v1' && !segment.startsWith('{'));
}

function camelCase(text: string): string {
  return text.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
