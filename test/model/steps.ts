import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { Kind } from '../../src/kinds.js';
import { paragraphs } from '../factories/items.js';
import {
  type Action,
  ACTIONS,
  type Attempt,
  type Content,
  type Item,
  type LockAttempt,
  type Newsroom,
  NOTICE,
  SIMPLE_ACTIONS,
  type Verdict,
} from './newsroom.js';
import { PEOPLE, type Person, type Section } from './rights.js';

/** An answer of one of the processes. */
export interface Answered {
  status: number;
  etag: string | null;
  body: Record<string, unknown>;
}

/** The running system: two processes on one database, and what a run has made there. */
export interface Real {
  /** Sends a request to process 0 or 1; without a person as a stranger. */
  send(process: number, method: string, path: string, options?: SendOptions): Promise<Answered>;
  sections: Readonly<Record<Section, string>>;
  /** Their ids, in the order of the model's items. */
  ids: string[];
  /** Tells the runs apart, whose addresses would meet otherwise. */
  run: string;
}

export interface SendOptions {
  by?: Person;
  body?: object;
  version?: number;
}

const PATHS: Readonly<Record<Kind, string>> = {
  article: 'articles',
  editorial: 'editorials',
  photo_caption: 'photo-captions',
};

type Step = fc.AsyncCommand<Newsroom, Real>;

/** Somebody makes an item. */
class Create implements Step {
  constructor(
    readonly by: Person,
    readonly via: number,
    readonly kind: Kind,
    readonly content: Content,
  ) {}

  check(): boolean {
    return true;
  }

  async run(model: Newsroom, real: Real): Promise<void> {
    const content = here(real, this.kind, this.content);
    const answer = await real.send(this.via, 'POST', `/api/v1/${PATHS[this.kind]}`, {
      by: this.by,
      body: { content: written(real, this.kind, content) },
    });
    if (!model.mayCreate(this.by, this.kind, content.section)) {
      expect(verdict(answer)).toBe('403 forbidden');
      return;
    }
    expect(verdict(answer)).toBe('ok');
    model.create(this.by, this.kind, content);
    real.ids.push(String(answer.body.id));
    await compare(model, real, model.items.length - 1, this.via);
  }

  toString(): string {
    return `${this.by} creates ${this.kind} ${JSON.stringify(this.content)} via ${this.via}`;
  }
}

/** Somebody does something to an item, or is refused. */
class Try implements Step {
  constructor(
    readonly by: Person,
    readonly via: number,
    readonly which: number,
    readonly attempt: Attempt,
    readonly seen: 'now' | 'stale' | 'missing',
  ) {}

  check({ items }: Readonly<Newsroom>): boolean {
    return items.length > 0;
  }

  async run(model: Newsroom, real: Real): Promise<void> {
    const [index, item] = pick(model, this.which);
    const what = settled(real, item, this.attempt);
    const expected = model.judge(this.by, item, what, this.seen);
    const answer = await attempt(real, index, item, { ...this, attempt: what });
    expect(verdict(answer)).toBe(expected);
    if (expected === 'ok') {
      model.apply(this.by, item, what);
      expect(answer.etag).toBe(`"${item.version}"`);
    }
    await compare(model, real, index, 1 - this.via);
  }

  toString(): string {
    return `${this.by} tries ${JSON.stringify(this.attempt)} on ${this.which} (${this.seen}) via ${this.via}`;
  }
}

/** Somebody wants the edit lock, or gives it back. */
class Lock implements Step {
  constructor(
    readonly by: Person,
    readonly via: number,
    readonly which: number,
    readonly attempt: LockAttempt,
  ) {}

  check({ items }: Readonly<Newsroom>): boolean {
    return items.length > 0;
  }

  async run(model: Newsroom, real: Real): Promise<void> {
    const [index, item] = pick(model, this.which);
    const expected = model.judgeLock(this.by, item, this.attempt);
    const path = `/api/v1/items/${real.ids[index]}/lock`;
    const answer =
      this.attempt.do === 'unlock'
        ? await real.send(this.via, 'DELETE', path, { by: this.by })
        : await real.send(this.via, 'PUT', path, {
            by: this.by,
            body: { ttlSeconds: 3600, takeOver: this.attempt.takeOver },
          });
    expect(verdict(answer)).toBe(expected);
    if (expected === 'ok') item.lock = this.attempt.do === 'lock' ? this.by : null;
    await compare(model, real, index, 1 - this.via);
  }

  toString(): string {
    return `${this.by} tries ${JSON.stringify(this.attempt)} on ${this.which} via ${this.via}`;
  }
}

/** Two people do something to one item at the same moment, each at a process of their own. */
class Race implements Step {
  constructor(
    readonly which: number,
    readonly one: { by: Person; attempt: Attempt },
    readonly other: { by: Person; attempt: Attempt },
  ) {}

  check({ items }: Readonly<Newsroom>): boolean {
    return items.length > 0;
  }

  async run(model: Newsroom, real: Real): Promise<void> {
    const [index, item] = pick(model, this.which);
    const tries = [this.one, this.other].map(({ by, attempt: given }, via) => {
      const what = settled(real, item, given);
      return { by, via, seen: 'now' as const, attempt: what, before: model.judge(by, item, what) };
    });
    const version = item.version;
    const answers = await Promise.all(tries.map((who) => attempt(real, index, item, who)));
    // Whoever moved the version was first; who changed nothing by being allowed was before or after them.
    const winner = tries.findIndex((_, i) => answers[i]?.etag === `"${version + 1}"`);
    const first = tries[winner];
    if (first) {
      expect(first.before).toBe('ok');
      model.apply(first.by, item, first.attempt);
    }
    for (const [i, who] of tries.entries()) {
      if (i === winner) continue;
      const possible = [who.before, model.judge(who.by, item, who.attempt, first ? 'stale' : 'now')];
      expect(possible).toContain(verdict(answers[i]));
    }
    expect(item.version).toBe(first ? version + 1 : version);
    await compare(model, real, index, 0);
  }

  toString(): string {
    return `race on ${this.which}: ${JSON.stringify(this.one)} against ${JSON.stringify(this.other)}`;
  }
}

/** Somebody asks beforehand what would be allowed. */
class Forecast implements Step {
  constructor(
    readonly by: Person,
    readonly via: number,
    readonly which: number,
  ) {}

  check({ items }: Readonly<Newsroom>): boolean {
    return items.length > 0;
  }

  async run(model: Newsroom, real: Real): Promise<void> {
    const [index, item] = pick(model, this.which);
    const answer = await real.send(this.via, 'GET', `/api/v1/items/${real.ids[index]}/allowed-actions`, {
      by: this.by,
    });
    if (!model.sees(this.by, item)) {
      expect(verdict(answer)).toBe('404 not_found');
      return;
    }
    const told = answer.body.items as { action: Action; allowed: boolean }[];
    const allowed = told.filter((one) => one.allowed && ACTIONS.includes(one.action));
    expect(allowed.map(({ action }) => action).toSorted()).toEqual(
      ACTIONS.filter((action) => model.judge(this.by, item, plainly(action, item)) === 'ok').toSorted(),
    );
  }

  toString(): string {
    return `${this.by} asks what is allowed on ${this.which} via ${this.via}`;
  }
}

/** A reader looks at every address that ever was, and at every caption. */
class Read implements Step {
  constructor(readonly via: number) {}

  check({ items }: Readonly<Newsroom>): boolean {
    return items.length > 0;
  }

  async run(model: Newsroom, real: Real): Promise<void> {
    for (const [address, { item, current }] of model.addresses) {
      const [kind, slug] = address.split(' ') as [Kind, string];
      const answer = await real.send(this.via, 'GET', `/delivery/v1/${PATHS[kind]}/${slug}`);
      if (current || item.visibility !== 'live') expectDelivered(answer, item, 'headline');
      else expect(answer.status).toBe(301);
    }
    for (const [index, item] of model.items.entries()) {
      if (item.kind !== 'photo_caption') continue;
      const path = `/delivery/v1/photo-captions/${real.ids[index]}`;
      expectDelivered(await real.send(this.via, 'GET', path), item, 'description');
    }
  }

  toString(): string {
    return `a reader looks via ${this.via}`;
  }
}

function expectDelivered(answer: Answered, item: Item, headline: string): void {
  if (item.visibility === 'live') {
    expect(answer.status).toBe(200);
    expect(answer.body[headline]).toBe(item.revisions[(item.live ?? 0) - 1]?.headline);
    expect(answer.body.updatedAt !== null).toBe(item.updated);
  } else if (item.lastLive === null) {
    expect(answer.status).toBe(404);
  } else {
    expect(verdict(answer)).toBe(`410 ${item.visibility}`);
    expect(answer.body.notice).toBe(item.notice);
  }
}

/** The item as the managing editor gets it from the process that was not asked: it says what the model says. */
async function compare(model: Newsroom, real: Real, index: number, via: number): Promise<void> {
  const item = model.items[index];
  if (!item) throw new Error('The model lost an item.');
  const { status, body } = await real.send(via, 'GET', `/api/v1/items/${real.ids[index]}`, {
    by: 'managing',
  });
  const shown = model.shown(item);
  const { draft, live, lock, content } = body as {
    draft: { revision: number; stage: string; assignee: { name: string } | null } | null;
    live: { revision: number; slug: string | null } | null;
    lock: { holder: { name: string } } | null;
    content: Record<string, unknown>;
  };
  expect({
    status,
    version: body.version,
    visibility: body.visibility,
    draft: draft && { revision: draft.revision, stage: draft.stage, assignee: draft.assignee?.name ?? null },
    live: live && { revision: live.revision, slug: live.slug },
    lock: lock && lock.holder.name,
    headline: content.headline ?? content.description,
    updated: body.updatedAt !== null,
  }).toEqual({
    status: 200,
    version: item.version,
    visibility: item.visibility,
    draft: item.draft && { revision: item.draft, stage: item.stage, assignee: item.assignee },
    live: item.live && { revision: item.live, slug: item.liveSlug },
    lock: item.lock,
    headline: shown.headline,
    updated: item.updated,
  });
}

async function attempt(
  real: Real,
  index: number,
  item: Item,
  { by, via, seen, attempt: what }: Pick<Try, 'by' | 'via' | 'seen' | 'attempt'>,
): Promise<Answered> {
  const id = real.ids[index] ?? '';
  const versions = { now: item.version, stale: item.version - 1, missing: undefined };
  const options = { by, version: versions[seen] };
  if (what.do === 'save') {
    const body = { content: written(real, item.kind, what.content) };
    return real.send(via, 'PATCH', `/api/v1/${PATHS[item.kind]}/${id}`, { ...options, body });
  }
  return real.send(via, 'POST', `/api/v1/items/${id}/${what.do}`, { ...options, body: bodyOf(what) });
}

function bodyOf(what: Exclude<Attempt, { do: 'save' }>): object {
  switch (what.do) {
    case 'restore':
      return { revision: what.revision };
    case 'request-changes':
      return { comment: 'Say who said so.' };
    case 'publish':
    case 'republish':
      return {
        changeType: what.changeType,
        ...(what.note && what.changeType !== 'minor' ? { publicNote: 'It was the other way round.' } : {}),
      };
    case 'unpublish':
      return {
        type: what.notice ? 'withdrawn' : 'gone',
        reason: 'The desk asked for it.',
        ...(what.notice ? { notice: NOTICE } : {}),
      };
    case 'kill':
      return { reason: 'It was wrong.', notice: NOTICE };
    default:
      return {};
  }
}

/** The content in this run: its words are its own, and a caption has neither section nor slug. */
function here<Given extends Partial<Content>>(real: Real, kind: Kind, content: Given): Given {
  const { headline, slug } = content;
  return {
    ...content,
    ...(headline === undefined ? {} : { headline: `${headline} ${real.run}` }),
    ...(slug ? { slug: `${slug}-${real.run}` } : {}),
    ...(kind === 'photo_caption' ? { section: null, slug: null } : {}),
  };
}

function settled(real: Real, item: Item, what: Attempt): Attempt {
  return what.do === 'save' ? { ...what, content: here(real, item.kind, what.content) } : what;
}

/** Content as it is sent: a member that the model does not speak of is not sent either. */
function written(real: Real, kind: Kind, { headline, section, complete, slug }: Partial<Content>): object {
  const isCaption = kind === 'photo_caption';
  return {
    ...(headline === undefined ? {} : { [isCaption ? 'description' : 'headline']: headline }),
    ...(section === undefined || isCaption ? {} : { sectionId: section && real.sections[section] }),
    ...(complete === undefined ? {} : completeness(kind, complete)),
    ...(slug ? { slug } : {}),
  };
}

function completeness(kind: Kind, complete: boolean): object {
  if (kind === 'article')
    return { body: paragraphs('The talks resumed.'), source: complete ? 'Reuters' : null };
  if (kind === 'photo_caption') return { creditLine: 'Reuters', altText: complete ? 'Two ferries' : null };
  return {
    body: paragraphs('The bridge stands.'),
    editionDate: '2024-05-05',
    editionRank: complete ? 1 : null,
  };
}

/** The attempt as `allowed-actions` takes it: nothing in it can be wrong by itself. */
function plainly(action: Action, item: Item): Attempt {
  switch (action) {
    case 'save':
      return { do: action, content: {} };
    case 'restore':
      return { do: action, revision: item.draft ?? item.lastLive ?? 1 };
    case 'publish':
    case 'republish':
      return { do: action, changeType: 'minor', note: false };
    case 'unpublish':
      return { do: action, notice: false };
    default:
      return { do: action };
  }
}

function verdict(answer: Answered | undefined): Verdict {
  if (!answer) return '0 no answer';
  return answer.status < 400 ? 'ok' : `${answer.status} ${String(answer.body.code)}`;
}

function pick(model: Newsroom, which: number): [number, Item] {
  const index = which % model.items.length;
  const item = model.items[index];
  if (!item) throw new Error('There is no item to pick.');
  return [index, item];
}

/** The steps of a run. The same few people, items and words meet again and again: that is where rules meet. */
export function steps(): fc.Arbitrary<Step>[] {
  const people = Object.keys(PEOPLE) as Person[];
  const by = fc.constantFrom<Person[]>(...people, 'managing', 'managing', 'sectionEditor', 'copyEditor');
  const via = fc.nat(1);
  const which = fc.nat(2);
  const section = fc.constantFrom<(Section | null)[]>('a', 'a', 'b', null);
  const headline = fc.constantFrom('River talks', 'The bridge', 'Ferries at dawn');
  const kind = fc.constantFrom<Kind[]>('article', 'article', 'editorial', 'photo_caption');
  const content = fc.record({
    headline,
    section,
    complete: fc.constantFrom(true, true, true, false),
    slug: fc.constant(null),
  });
  const changes = fc.record(
    {
      headline,
      section,
      complete: fc.constantFrom(true, true, false),
      slug: fc.constantFrom('one', 'two'),
    },
    { requiredKeys: [] },
  );
  const publication = fc.record({
    do: fc.constantFrom('publish' as const, 'publish' as const, 'publish' as const, 'republish' as const),
    changeType: fc.constantFrom('minor' as const, 'update' as const, 'correction' as const),
    note: fc.boolean(),
  });
  const attempts: fc.Arbitrary<Attempt> = fc.oneof(
    { weight: 3, arbitrary: changes.map((change): Attempt => ({ do: 'save', content: change })) },
    { weight: 5, arbitrary: fc.constantFrom(...SIMPLE_ACTIONS).map((action): Attempt => ({ do: action })) },
    { weight: 5, arbitrary: publication },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('unpublish' as const), notice: fc.boolean() }) },
    { weight: 1, arbitrary: fc.constant<Attempt>({ do: 'kill' }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('restore' as const), revision: fc.integer({ min: 1, max: 4 }) }),
    },
  );
  const seen = fc.constantFrom<('now' | 'stale' | 'missing')[]>(
    ...Array<'now'>(10).fill('now'),
    'stale',
    'missing',
  );
  const locks: fc.Arbitrary<LockAttempt> = fc.oneof(
    fc.record({ do: fc.constant('lock' as const), takeOver: fc.boolean() }),
    fc.constant<LockAttempt>({ do: 'unlock' }),
  );
  const racer = fc.record({ by, attempt: attempts });
  return [
    fc.tuple(by, via, kind, content).map((given) => new Create(...given)),
    ...Array.from({ length: 12 }, () =>
      fc.tuple(by, via, which, attempts, seen).map((given) => new Try(...given)),
    ),
    ...Array.from({ length: 3 }, () => fc.tuple(which, racer, racer).map((given) => new Race(...given))),
    fc.tuple(by, via, which, locks).map((given) => new Lock(...given)),
    fc.tuple(by, via, which).map((given) => new Forecast(...given)),
    via.map((given) => new Read(given)),
  ];
}
