import type { OperationObject, ReferenceObject, ResponseObject } from '@nestjs/swagger';
import { needsIfMatch } from './operation-problems.js';
import type { Route } from './route-table.js';
import { referencesIn } from './schemas.js';

type Responses = Record<string, ResponseObject | ReferenceObject>;

/** The records that have a version, or, as revisions and tokens, only ever one. */
const WITH_ETAG: ReadonlySet<string> = new Set([
  'CommentView',
  'CorrectionView',
  'PreviewLinkView',
  'EmbargoView',
  'HoldView',
  'ScheduleView',
  'ItemView',
  'ArticleView',
  'EditorialView',
  'PhotoCaptionView',
  'RevisionView',
  'SectionView',
  'AuthorView',
  'PhotoView',
  'StaffMemberView',
  'MeView',
  'RoleView',
  'NewApiTokenView',
]);

const MEANING: Readonly<Record<string, string>> = {
  '200': 'Done; here it is.',
  '201': 'Made; here it is.',
  '204': 'Done; there is nothing to say.',
};

/** What the route answers when all is well, with the headers of that answer. */
export function describeSuccess({ responses }: OperationObject, route: Route): Responses {
  const described: Responses = {};
  for (const [status, response] of Object.entries(responses)) {
    if (response === undefined || '$ref' in response) continue;
    const schemas = referencesIn(response.content);
    const headers = headerNames(route, status, schemas);
    described[status] = {
      description: MEANING[status] ?? response.description,
      headers: headersOf(headers),
      ...(response.content ? { content: response.content } : {}),
    };
  }
  if (mayHaveMoved(route)) {
    described['301'] = {
      description: 'It is at another address now.',
      headers: headersOf(['X-Request-Id', 'Cache-Control', 'Location']),
    };
  }
  if (route.path.startsWith('/delivery/')) {
    described['304'] = {
      description: 'What you have kept is still good.',
      headers: headersOf(['X-Request-Id', 'ETag', 'Cache-Control']),
    };
  }
  return described;
}

/** Whether the route answers with one finished document, which has a time, and a tombstone when it ends. */
export function isDeliveredDocument({ path, name }: Route): boolean {
  return path.startsWith('/delivery/') && name === 'document';
}

/** Whether what readers ask for by its address can have gone to another one. */
function mayHaveMoved(route: Route): boolean {
  return isDeliveredDocument(route) || (route.path.startsWith('/delivery/') && route.name === 'front');
}

function headersOf(names: readonly string[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Whether the route changes what belongs to an item, and answers with the item's new ETag. */
function changesPartOfItem(route: Route): boolean {
  return route.path.startsWith('/api/v1/items/{id}/') && needsIfMatch(route);
}

function headerNames(route: Route, status: string, schemas: readonly string[]): string[] {
  const isDelivery = route.path.startsWith('/delivery/');
  const isList = schemas.some((name) => name.endsWith('Page'));
  return [
    'X-Request-Id',
    'Cache-Control',
    ...(isDelivery || changesPartOfItem(route) || schemas.some((name) => WITH_ETAG.has(name))
      ? ['ETag']
      : []),
    ...(status === '201' ? ['Location'] : []),
    ...(isList ? ['Link'] : []),
    ...(isDeliveredDocument(route) ? ['Last-Modified'] : []),
    ...(route.path === '/api/v1/audit' ? ['Vary'] : []),
  ];
}
