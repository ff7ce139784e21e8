import type { Kind } from '../../src/kinds.js';
import type { Publication, Withdrawal, Year } from './attempts.js';
import { type HoldType, type Judged, may, type Person, type Section } from './rights.js';

/** What a revision holds, as far as the rules look at it. */
export interface Content {
  /** Of a caption: the description. */
  headline: string;
  section: Section | null;
  /** Whether nothing is missing but, perhaps, the section. */
  complete: boolean;
  /** Set by hand; null where it follows the headline. */
  slug: string | null;
}

export interface Revision extends Content {
  by: Person;
}

/** What readers were told was wrong. */
export interface Correction {
  item: Item;
  text: string;
  status: 'current' | 'superseded' | 'withdrawn';
}

/** What is to happen at a time, or was to. */
export type Plan = {
  at: Year;
  revision: number;
  by: Person;
  state: 'planned' | 'done' | 'overtaken' | 'refused' | 'cancelled';
  /** The code of the refusal. */
  why: string | null;
} & ({ action: 'publish'; terms: Publication } | { action: 'unpublish'; terms: Withdrawal });

export interface Item {
  kind: Kind;
  creator: Person;
  version: number;
  visibility: 'unpublished' | 'live' | 'withdrawn' | 'killed' | 'spiked';
  stage: 'draft' | 'submitted' | 'in_edit' | 'approved' | 'changes_requested' | null;
  assignee: Person | null;
  /** Who holds the edit lock. */
  lock: Person | null;
  /** Number 1 is the first of them. */
  revisions: Revision[];
  draft: number | null;
  live: number | null;
  lastLive: number | null;
  approved: Set<number>;
  updated: boolean;
  /** The address that readers have it at, or had last. */
  liveSlug: string | null;
  liveSection: Section | null;
  notice: string | null;
  /** Where readers of what was taken off are led. */
  redirect: Item | 'elsewhere' | null;
  embargo: Year | 'open' | null;
  /** Oldest first, as are the plans and the corrections. */
  holds: HoldType[];
  plans: Plan[];
  corrections: Correction[];
}

/** An item as it is made. */
export function newItem(creator: Person, kind: Kind, content: Content): Item {
  return {
    kind,
    creator,
    version: 1,
    visibility: 'unpublished',
    stage: 'draft',
    assignee: null,
    lock: null,
    revisions: [{ ...content, by: creator }],
    draft: 1,
    live: null,
    lastLive: null,
    approved: new Set(),
    updated: false,
    liveSlug: null,
    liveSection: null,
    notice: null,
    redirect: null,
    embargo: null,
    holds: [],
    plans: [],
    corrections: [],
  };
}

/** What the desk sees. */
export function shown(item: Item): Revision {
  return revisionOf(item, item.draft ?? item.lastLive);
}

export function revisionOf(item: Item, number: number | null): Revision {
  const revision = item.revisions[(number ?? 0) - 1];
  if (!revision) throw new Error('The model lost a revision.');
  return revision;
}

/** Whether readers have this revision, or have or had a newer one. */
export function isBehind({ live, lastLive }: Item, revision: number): boolean {
  return revision === live || revision < (lastLive ?? 0);
}

/** Whether an embargo keeps the item from readers, now or in a year that is named. */
export function isEmbargoed({ embargo }: Item, at: Year | 'now'): boolean {
  return embargo !== null && (embargo === 'open' || at === 'now' || embargo > at);
}

export function isPlanned({ state }: Plan): boolean {
  return state === 'planned';
}

/** Ends those that are still planned. */
export function endPlans(item: Item, which: (plan: Plan) => boolean, state: 'overtaken' | 'cancelled'): void {
  for (const plan of item.plans) if (isPlanned(plan) && which(plan)) plan.state = state;
}

/** Whether the person has the right where the desk has the item, or in the section that is named. */
export function mayDo(by: Person, permission: string, item: Item, section = shown(item).section): boolean {
  return may(by, permission, judged(item), section);
}

export function mayWhereLive(by: Person, permission: string, item: Item): boolean {
  return item.liveSection === null || may(by, permission, judged(item), item.liveSection);
}

export function mayHold(by: Person, permission: string, item: Item, type: HoldType): boolean {
  return may(by, permission, judged(item), shown(item).section, type);
}

export function sees(by: Person, item: Item): boolean {
  return item.visibility === 'live' || readsDraft(by, item);
}

function readsDraft(by: Person, item: Item): boolean {
  if (item.visibility === 'killed') return mayDo(by, 'item.kill', item);
  if (item.kind === 'photo_caption') return true;
  return mayDo(by, 'item.read', item) || mayDo(by, 'item.edit', item);
}

function judged({ kind, creator }: Item): Judged {
  return { kind, creator, section: null };
}
