import type { AsyncCommand } from 'fast-check';
import type { Kind } from '../../src/kinds.js';
import type { Verdict, Year } from './attempts.js';
import type { Item } from './item.js';
import type { Newsroom } from './newsroom.js';
import type { Person, Section } from './rights.js';

/** An answer of one of the processes. */
export interface Answered {
  status: number;
  etag: string | null;
  location: string | null;
  body: Record<string, unknown>;
}

export interface SendOptions {
  by?: Person;
  body?: object;
  version?: number;
}

/** The running system: two processes on one database, and what a run has made there. */
export interface Real {
  /** Sends a request to process 0 or 1; without a person as a stranger. */
  send(process: number, method: string, path: string, options?: SendOptions): Promise<Answered>;
  /** Lets the year come for the item, in the database; the processes do not know yet. */
  passTime(id: string, year: Year): Promise<void>;
  /** Wakes whatever carries schedules out, in both processes. */
  wake(): Promise<void>;
  sections: Readonly<Record<Section, string>>;
  /** Their ids, in the order of the model's items. */
  ids: string[];
  /** Tells the runs apart, whose addresses would meet otherwise. */
  run: string;
  /** How many public notes were written, so that each is another. */
  notes: number;
}

export type Step = AsyncCommand<Newsroom, Real>;

/** The address that readers and staff know the newsroom by. */
export const SITE = 'http://copydesk.test';
export const ELSEWHERE = 'https://elsewhere.example/told-better';

export const PATHS: Readonly<Record<Kind, string>> = {
  article: 'articles',
  editorial: 'editorials',
  photo_caption: 'photo-captions',
};

/** The start of a year that lies ahead. */
export function startOf(year: Year): string {
  return `${2096 + year}-01-01T00:00:00.000Z`;
}

export function verdict(answer: Answered | undefined): Verdict {
  if (!answer) return '0 no answer';
  return answer.status < 400 ? 'ok' : `${answer.status} ${String(answer.body.code)}`;
}

/** One of the items that there are, with its place among them. */
export function pick(model: Newsroom, which: number): [number, Item] {
  const index = which % model.items.length;
  const item = model.items[index];
  if (!item) throw new Error('There is no item to pick.');
  return [index, item];
}

/** Where readers have the item; of a kind without slugs by its id. */
export function publicPath(model: Newsroom, real: Real, item: Item): string {
  const name = item.kind === 'photo_caption' ? real.ids[model.items.indexOf(item)] : item.liveSlug;
  return `/delivery/v1/${PATHS[item.kind]}/${name}`;
}
