import type { Kind } from '../../src/kinds.js';
import { may, mayAnywhere, type Person, type Section } from './rights.js';

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

interface Revision extends Content {
  by: Person;
}

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
}

export const SIMPLE_ACTIONS = [
  'submit',
  'claim',
  'request-changes',
  'approve',
  'spike',
  'unspike',
  'discard-draft',
] as const;
const CHANGE_TYPES = ['minor', 'update', 'correction', 'clarification'] as const;

/** What somebody tries. */
export type Attempt =
  | { do: 'save'; content: Partial<Content> }
  | { do: 'restore'; revision: number }
  | { do: (typeof SIMPLE_ACTIONS)[number] }
  | { do: 'publish' | 'republish'; changeType: (typeof CHANGE_TYPES)[number]; note: boolean }
  | { do: 'unpublish'; notice: boolean }
  | { do: 'kill' };

/** What somebody tries beside the item's version: their edit lock. */
export type LockAttempt = { do: 'lock'; takeOver: boolean } | { do: 'unlock' };

export type Action = Attempt['do'];

/** What is answered: `ok`, or the status and code of the refusal. */
export type Verdict = 'ok' | `${number} ${string}`;

interface Rule {
  needs: string;
  whereLiveToo?: true;
  from: readonly Item['visibility'][];
  stages: readonly Item['stage'][];
}

const OPEN = ['unpublished', 'live', 'withdrawn'] as const;
const DRAFT = ['draft', 'submitted', 'in_edit', 'approved', 'changes_requested'] as const;
const ANY = [...DRAFT, null] as const;

const RULES: Readonly<Record<Action, Rule>> = {
  save: { needs: 'item.edit', from: OPEN, stages: ANY },
  restore: { needs: 'item.edit', from: OPEN, stages: ANY },
  submit: { needs: 'item.submit', from: OPEN, stages: ['draft', 'changes_requested'] },
  claim: { needs: 'item.review', from: OPEN, stages: ['submitted', 'in_edit'] },
  'request-changes': { needs: 'item.review', from: OPEN, stages: ['submitted', 'in_edit', 'approved'] },
  approve: { needs: 'item.approve', from: OPEN, stages: ['submitted', 'in_edit'] },
  publish: { needs: 'item.publish', whereLiveToo: true, from: OPEN, stages: DRAFT },
  republish: { needs: 'item.publish', whereLiveToo: true, from: ['withdrawn'], stages: ANY },
  unpublish: { needs: 'item.unpublish', whereLiveToo: true, from: ['live'], stages: ANY },
  kill: { needs: 'item.kill', whereLiveToo: true, from: ['live', 'withdrawn'], stages: ANY },
  spike: { needs: 'item.spike', from: ['unpublished'], stages: DRAFT },
  unspike: { needs: 'item.spike', from: ['spiked'], stages: DRAFT },
  'discard-draft': { needs: 'item.edit', whereLiveToo: true, from: ['live', 'withdrawn'], stages: DRAFT },
};
export const ACTIONS = Object.keys(RULES) as Action[];

/** The newsroom's rules on a plain list of items: no database, no HTTP, no clock. */
export class Newsroom {
  readonly items: Item[] = [];
  /** Which item each address leads to, by kind and slug, and whether it is the one that item has now. */
  readonly addresses = new Map<string, { item: Item; current: boolean }>();

  constructor(
    private readonly fourEyes: boolean,
    /** The slug that follows from a headline. */
    private readonly slugOf: (headline: string) => string,
  ) {}

  mayCreate(by: Person, kind: Kind, section: Section | null): boolean {
    if (!mayAnywhere(by, 'item.create', kind)) return false;
    return section === null || may(by, 'item.create', { kind, creator: by, section });
  }

  create(by: Person, kind: Kind, content: Content): Item {
    const item: Item = {
      kind,
      creator: by,
      version: 1,
      visibility: 'unpublished',
      stage: 'draft',
      assignee: null,
      lock: null,
      revisions: [{ ...content, by }],
      draft: 1,
      live: null,
      lastLive: null,
      approved: new Set(),
      updated: false,
      liveSlug: null,
      liveSection: null,
      notice: null,
    };
    this.items.push(item);
    return item;
  }

  /** What the desk sees. */
  shown(item: Item): Revision {
    return revisionOf(item, item.draft ?? item.lastLive);
  }

  sees(by: Person, item: Item): boolean {
    return item.visibility === 'live' || this.readsDraft(by, item);
  }

  readsDraft(by: Person, item: Item): boolean {
    if (item.visibility === 'killed') return this.may(by, 'item.kill', item);
    if (item.kind === 'photo_caption') return true;
    return this.may(by, 'item.read', item) || this.may(by, 'item.edit', item);
  }

  /** What the attempt is answered with; `seen` is what its If-Match says. */
  judge(by: Person, item: Item, attempt: Attempt, seen: 'now' | 'stale' | 'missing' = 'now'): Verdict {
    const rule = RULES[attempt.do];
    if (!mayAnywhere(by, rule.needs, attempt.do === 'save' ? item.kind : undefined)) return '403 forbidden';
    if ('changeType' in attempt && isCorrection(attempt) && !attempt.note) return '400 public_note_required';
    if (!this.sees(by, item)) return '404 not_found';
    if (seen === 'missing') return '428 precondition_required';
    if (seen === 'stale') return '412 stale_version';
    if (!this.may(by, rule.needs, item)) return '403 forbidden';
    if ('changeType' in attempt && isCorrection(attempt) && item.lastLive === null) {
      return '400 validation_failed';
    }
    if (rule.whereLiveToo && !this.mayWhereLive(by, rule.needs, item)) return '403 forbidden';
    if (!rule.from.includes(item.visibility) || !rule.stages.includes(item.stage)) {
      return '409 invalid_transition';
    }
    return this.check(by, item, attempt);
  }

  /** What somebody is answered who wants the edit lock, or gives it back. */
  judgeLock(by: Person, item: Item, attempt: LockAttempt): Verdict {
    if (!mayAnywhere(by, 'item.edit')) return '403 forbidden';
    if (!this.sees(by, item)) return '404 not_found';
    if (!this.may(by, 'item.edit', item)) return '403 forbidden';
    const held = item.lock !== null && item.lock !== by;
    if (attempt.do === 'unlock') return held ? '409 locked' : 'ok';
    if (held && attempt.takeOver && !this.may(by, 'lock.take_over', item)) return '403 forbidden';
    if (!RULES.save.from.includes(item.visibility)) return '409 invalid_transition';
    if (item.stage === 'in_edit' && item.assignee !== by) return '409 claimed';
    return held && !attempt.takeOver ? '409 locked' : 'ok';
  }

  private check(by: Person, item: Item, attempt: Attempt): Verdict {
    const claimed = item.stage === 'in_edit' && item.assignee !== by;
    const locked = item.lock !== null && item.lock !== by;
    const approved = item.draft !== null && item.approved.has(item.draft);
    const ownWork =
      this.fourEyes && item.revisions.some((one, i) => i + 1 > (item.lastLive ?? 0) && one.by === by);
    switch (attempt.do) {
      case 'save':
      case 'restore': {
        if (claimed) return '409 claimed';
        if (locked) return '409 locked';
        if (attempt.do === 'restore' && attempt.revision > item.revisions.length)
          return '400 validation_failed';
        const next = this.written(item, attempt);
        const moves = next !== null && next.section !== this.shown(item).section;
        return moves && !may(by, 'item.edit', judged(item), next.section) ? '403 forbidden' : 'ok';
      }
      case 'discard-draft':
        return claimed ? '409 claimed' : locked ? '409 locked' : 'ok';
      case 'approve':
        return ownWork ? '409 four_eyes' : 'ok';
      case 'publish': {
        const direct =
          this.may(by, 'item.publish_directly', item) && this.mayWhereLive(by, 'item.publish_directly', item);
        const draft = this.shown(item);
        if (!approved && !direct) return '409 approval_missing';
        if (!isReady(item.kind, draft)) return '409 not_ready';
        if (ownWork && !approved) return '409 four_eyes';
        return this.slugTaken(item, draft) ? '409 slug_taken' : 'ok';
      }
      default:
        return 'ok';
    }
  }

  /** Does what was allowed. */
  apply(by: Person, item: Item, attempt: Attempt): void {
    if (attempt.do === 'save' || attempt.do === 'restore') {
      const next = this.written(item, attempt);
      if (next === null) return;
      item.revisions.push({ ...next, by });
      item.draft = item.revisions.length;
      if (item.stage !== 'in_edit') this.stage(item, 'draft');
    } else {
      this.act(by, item, attempt);
    }
    item.version += 1;
  }

  private act(by: Person, item: Item, attempt: Exclude<Attempt, { do: 'save' | 'restore' }>): void {
    switch (attempt.do) {
      case 'submit':
        return void (item.stage = 'submitted');
      case 'claim':
        if (item.lock !== by) item.lock = null;
        return this.stage(item, 'in_edit', by);
      case 'request-changes':
        item.approved.delete(item.draft ?? 0);
        return this.stage(item, 'changes_requested');
      case 'approve':
        item.approved.add(item.draft ?? 0);
        return this.stage(item, 'approved');
      case 'spike':
        return void (item.visibility = 'spiked');
      case 'unspike':
        return void (item.visibility = 'unpublished');
      case 'discard-draft':
        return this.dropDraft(item);
      case 'publish':
      case 'republish':
        return this.goLive(item, attempt);
      case 'unpublish':
        item.notice = attempt.notice ? NOTICE : null;
        item.visibility = 'withdrawn';
        return void (item.live = null);
      case 'kill':
        item.notice = NOTICE;
        item.visibility = 'killed';
        item.live = null;
        return this.dropDraft(item);
    }
  }

  private goLive(item: Item, { do: action, changeType }: Extract<Attempt, { changeType: string }>): void {
    const number = action === 'publish' ? item.draft : item.lastLive;
    const revision = revisionOf(item, number);
    if (item.lastLive !== null && changeType !== 'minor') item.updated = true;
    if (item.kind !== 'photo_caption') this.settleAddress(item, revision);
    item.visibility = 'live';
    item.notice = null;
    item.live = item.lastLive = number;
    item.liveSection = revision.section;
    if (action === 'publish') this.dropDraft(item);
  }

  private settleAddress(item: Item, { slug, headline }: Revision): void {
    const settled = slug ?? item.liveSlug ?? this.freeSlug(item.kind, this.slugOf(headline));
    for (const address of this.addresses.values()) if (address.item === item) address.current = false;
    this.addresses.set(`${item.kind} ${settled}`, { item, current: true });
    item.liveSlug = settled;
  }

  private freeSlug(kind: Kind, slug: string): string {
    for (let n = 1; ; n += 1) {
      const candidate = n === 1 ? slug : `${slug}-${n}`;
      if (!this.addresses.has(`${kind} ${candidate}`)) return candidate;
    }
  }

  private slugTaken(item: Item, { slug }: Revision): boolean {
    if (slug === null || item.kind === 'photo_caption') return false;
    const owner = this.addresses.get(`${item.kind} ${slug}`);
    if (owner === undefined || owner.item === item) return false;
    // What a live item has left may be taken over.
    return owner.current || owner.item.visibility !== 'live';
  }

  /** The content that a save or restore makes; null where it changes nothing. */
  private written(item: Item, attempt: Extract<Attempt, { do: 'save' | 'restore' }>): Content | null {
    const shown = this.shown(item);
    const next =
      attempt.do === 'save' ? { ...shown, ...attempt.content } : revisionOf(item, attempt.revision);
    const same =
      next.headline === shown.headline &&
      next.section === shown.section &&
      next.complete === shown.complete &&
      next.slug === shown.slug;
    return same && (attempt.do === 'save' || item.draft !== null) ? null : next;
  }

  private stage(item: Item, stage: Item['stage'], assignee: Person | null = null): void {
    item.stage = stage;
    item.assignee = assignee;
  }

  private dropDraft(item: Item): void {
    item.draft = null;
    this.stage(item, null);
  }

  private may(by: Person, permission: string, item: Item): boolean {
    return may(by, permission, judged(item), this.shown(item).section);
  }

  private mayWhereLive(by: Person, permission: string, item: Item): boolean {
    return item.liveSection === null || may(by, permission, judged(item), item.liveSection);
  }
}

/** What stands in the place of what was withdrawn, where a notice is given. */
export const NOTICE = 'Withdrawn by the desk.';

function judged(item: Item): { kind: Kind; creator: Person; section: null } {
  return { kind: item.kind, creator: item.creator, section: null };
}

function isCorrection({ changeType }: { changeType: string }): boolean {
  return changeType === 'correction' || changeType === 'clarification';
}

function isReady(kind: Kind, { complete, section }: Content): boolean {
  return complete && (kind === 'photo_caption' || section !== null);
}

function revisionOf(item: Item, number: number | null): Revision {
  const revision = item.revisions[(number ?? 0) - 1];
  if (!revision) throw new Error('The model lost a revision.');
  return revision;
}
