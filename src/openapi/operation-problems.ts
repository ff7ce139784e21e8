import { KINDS } from '../kinds.js';
import type { ErrorCode } from '../error-catalogue.js';
import { ACTION_NAMES, type ActionName, ACTIONS } from '../workflow/actions.js';
import { isItemAction } from './names.js';
import type { Route } from './route-table.js';

/** Whether the route takes an Idempotency-Key: every POST but the few that say otherwise. */
export function takesIdempotencyKey({ method, facts }: Route): boolean {
  return method === 'post' && !facts.takesNoIdempotencyKey;
}

/** Whether the route changes a record that exists, and so needs the ETag that the caller has read. */
export function needsIfMatch(route: Route): boolean {
  if (route.facts.needsPrecondition) return true;
  if (route.method === 'post') return isItemAction(route) && actionOf(route) !== null;
  return route.method !== 'get' && !route.facts.needsNoPrecondition;
}

/** What the shape of the operation says about how it can be refused. */
export interface OperationShape {
  hasBody: boolean;
  hasQuery: boolean;
  isList: boolean;
}

/** Every code that the route can answer with, from what decides them. */
export function problemsOf(route: Route, shape: OperationShape): ErrorCode[] {
  const { rule, facts, path } = route;
  const codes: ErrorCode[] = ['bad_request', ...facts.refuses];
  if (rule?.access !== 'public') codes.push('unauthenticated');
  if (rule?.access === 'permission') codes.push('forbidden');
  if (shape.hasBody) codes.push('malformed_json', 'payload_too_large', 'unsupported_media_type');
  // What is sent to be read by nobody is refused as well.
  if (route.method === 'delete') codes.push('malformed_json', 'validation_failed');
  // A route of the delivery API that knows no query parameter refuses each that comes.
  if (shape.hasBody || shape.hasQuery || path.startsWith('/delivery/')) codes.push('validation_failed');
  if (shape.isList) codes.push('invalid_cursor');
  if (path.includes('{')) codes.push('not_found');
  if (takesIdempotencyKey(route)) {
    codes.push('invalid_idempotency_key', 'idempotency_in_progress', 'idempotency_key_reused');
  }
  if (needsIfMatch(route)) codes.push('precondition_required', 'stale_version');
  const action = actionOf(route);
  if (action !== null) codes.push(...codesOf(action));
  // The net below everything that writes a record: a rule of the database that no code of ours met first.
  if (route.method !== 'get' && !path.startsWith('/api/v1/auth/')) codes.push('refused_by_database');
  if (path !== '/health/live') codes.push('unavailable');
  return codes;
}

const CODES_OF_CHECK: Readonly<Record<(typeof ACTIONS)[ActionName]['checks'][number], readonly ErrorCode[]>> =
  {
    pin: [],
    planned: [],
    claimed: ['claimed'],
    locked: ['locked'],
    approval: ['approval_missing'],
    readiness: ['not_ready'],
    blockers: ['on_hold', 'embargoed', 'rights_blocked'],
    four_eyes: ['four_eyes'],
    slug: ['slug_taken'],
    legal_hold: ['on_hold'],
    embargo: [],
    hold: [],
  };

/** What the workflow's table says that an action can be refused for. */
function codesOf(action: ActionName): ErrorCode[] {
  return ['invalid_transition', ...ACTIONS[action].checks.flatMap((check) => CODES_OF_CHECK[check])];
}

/** The action of the workflow that the route is; the PATCH of a kind saves, its DELETE spikes. */
function actionOf(route: Route): ActionName | null {
  if (isItemAction(route)) {
    const verb = route.path.split('/').at(-1);
    return ACTION_NAMES.find((name) => name === verb) ?? null;
  }
  const isOfKind = route.rule?.access === 'permission' && KINDS.some((kind) => kind === kindOf(route));
  if (!isOfKind) return null;
  if (route.method === 'patch') return 'save';
  return route.method === 'delete' ? 'spike' : null;
}

function kindOf({ rule }: Route): string | undefined {
  return rule?.access === 'permission' ? rule.kind : undefined;
}
