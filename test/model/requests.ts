import { randomUUID } from 'node:crypto';
import { type Attempt, NOTICE, type Publication, type Which, type Withdrawal } from './attempts.js';
import { sent } from './content.js';
import type { Item } from './item.js';
import { type Answered, ELSEWHERE, PATHS, type Real, startOf } from './real.js';
import type { Person } from './rights.js';

/** Who tries what, at which process, with which version in mind. */
export interface Try {
  by: Person;
  via: number;
  attempt: Attempt;
  seen: 'now' | 'stale' | 'missing';
}

interface Request {
  method: string;
  path: string;
  body?: object;
}

/** Sends the attempt to the process, as a client would. */
export async function send(real: Real, index: number, item: Item, what: Try): Promise<Answered> {
  const versions = { now: item.version, stale: item.version - 1, missing: undefined };
  const { method, path, body } = await requestOf(real, index, item, what.attempt);
  return real.send(what.via, method, path, { by: what.by, version: versions[what.seen], body });
}

async function requestOf(real: Real, index: number, item: Item, what: Attempt): Promise<Request> {
  const id = real.ids[index] ?? '';
  const path = `/api/v1/items/${id}`;
  const post = (segment: string, body: object): Request => ({
    method: 'POST',
    path: `${path}/${segment}`,
    body,
  });
  switch (what.do) {
    case 'save': {
      const body = { content: sent(real, item.kind, what.content) };
      return { method: 'PATCH', path: `/api/v1/${PATHS[item.kind]}/${id}`, body };
    }
    case 'restore':
      return post(what.do, { revision: what.revision });
    case 'request-changes':
      return post(what.do, { comment: 'Say who said so.' });
    case 'publish':
    case 'republish':
      return post(what.do, await publication(real, index, what));
    case 'unpublish':
      return post(what.do, withdrawal(real, what));
    case 'kill':
      return post(what.do, { reason: 'It was wrong.', notice: NOTICE });
    case 'schedule': {
      const said = await publication(real, index, what);
      return post('schedules', { action: 'publish', at: startOf(what.at), revision: what.revision, ...said });
    }
    case 'schedule-unpublish':
      return post('schedules', { action: 'unpublish', at: startOf(what.at), ...withdrawal(real, what) });
    case 'unschedule':
      return {
        method: 'DELETE',
        path: `${path}/schedules/${await idOf(real, index, 'schedules', what.which)}`,
      };
    case 'set-embargo': {
      const until = what.until === 'open' ? null : startOf(what.until);
      return { method: 'PUT', path: `${path}/embargo`, body: { until, reason: 'Not before the lecture.' } };
    }
    case 'lift-embargo':
      return { method: 'DELETE', path: `${path}/embargo` };
    case 'set-hold':
      return post('holds', { type: what.type, reason: 'A second source is missing.' });
    case 'release-hold':
      return { method: 'DELETE', path: `${path}/holds/${await idOf(real, index, 'holds', what.which)}` };
    case 'withdraw-correction': {
      const correction = await idOf(real, index, 'corrections', what.which);
      return post(`corrections/${correction}/withdraw`, { reason: 'It was right after all.' });
    }
    default:
      return post(what.do, {});
  }
}

async function publication(
  real: Real,
  index: number,
  { changeType, note, supersedes }: Publication,
): Promise<object> {
  return {
    changeType,
    ...(note === null ? {} : { publicNote: note }),
    ...(supersedes === null ? {} : { supersedes: await idOf(real, index, 'corrections', supersedes) }),
  };
}

function withdrawal({ ids }: Real, { how, notice, to }: Withdrawal): object {
  return {
    type: how,
    reason: 'The desk asked for it.',
    ...(notice && how !== 'gone' ? { notice: NOTICE } : {}),
    ...(how === 'redirect' ? { redirectTo: to === 'elsewhere' ? ELSEWHERE : ids[to] } : {}),
  };
}

/** The id of one of the item's plans, holds or corrections. */
async function idOf(
  real: Real,
  index: number,
  list: 'schedules' | 'holds' | 'corrections',
  which: Which,
): Promise<string> {
  if (which === 'unknown') return randomUUID();
  const path = `/api/v1/items/${real.ids[index]}`;
  const { body } = await real.send(0, 'GET', list === 'holds' ? path : `${path}/${list}?limit=100`, {
    by: 'managing',
  });
  const all = (list === 'holds' ? body.holds : (body.items as object[]).toReversed()) as { id: string }[];
  const one = all[which];
  if (!one) throw new Error(`Of the item’s ${list} there is no number ${which}.`);
  return one.id;
}
