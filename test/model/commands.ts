import fc from 'fast-check';
import type { Kind } from '../../src/kinds.js';
import { type Attempt, type LockAttempt, SIMPLE_ACTIONS, type Year } from './attempts.js';
import type { Step } from './real.js';
import { type HoldType, PEOPLE, type Person, type Section } from './rights.js';
import { Act } from './steps/act.js';
import { Create } from './steps/create.js';
import { Due } from './steps/due.js';
import { Forecast } from './steps/forecast.js';
import { Lock } from './steps/lock.js';
import { Race } from './steps/race.js';
import { Read } from './steps/read.js';

// The same few people, items and words meet again and again: that is where rules meet.
const people = Object.keys(PEOPLE) as Person[];
const by = fc.oneof(
  fc.constantFrom(...people),
  fc.constantFrom<Person[]>(
    'managing',
    'managing',
    'managing',
    'sectionEditor',
    'sectionEditor',
    'copyEditor',
    'legal',
  ),
);
const via = fc.nat(1);
const which = fc.nat(2);
const year = fc.constantFrom<Year[]>(1, 2, 3);
const section = fc.constantFrom<(Section | null)[]>('a', 'a', 'b', null);
const headline = fc.constantFrom('River talks', 'The bridge', 'Ferries at dawn');
const kind = fc.constantFrom<Kind[]>('article', 'article', 'editorial', 'photo_caption');
const seen = fc.constantFrom<('now' | 'stale' | 'missing')[]>(
  ...Array<'now'>(10).fill('now'),
  'stale',
  'missing',
);

/** What leads on; the others end an item, or take back what was done. */
const OFTEN = [
  'submit',
  'claim',
  'approve',
  'unspike',
  'submit',
  'claim',
  'approve',
  'unspike',
  'submit',
  'approve',
] as const;

const content = fc.record({
  headline,
  section,
  complete: fc.constantFrom(true, true, true, false),
  slug: fc.constant(null),
});
const changes = fc.record(
  { headline, section, complete: fc.constantFrom(true, true, false), slug: fc.constantFrom('one', 'two') },
  { requiredKeys: [] },
);
const publication = {
  changeType: fc.constantFrom(
    'minor' as const,
    'update' as const,
    'correction' as const,
    'correction' as const,
  ),
  note: fc.constantFrom('It was the other way round.', 'It was the other way round.', null),
  supersedes: fc.constantFrom(null, null, 0, 1),
};
const withdrawal = {
  how: fc.constantFrom('gone' as const, 'withdrawn' as const, 'redirect' as const, 'redirect' as const),
  notice: fc.boolean(),
  to: fc.constantFrom(0, 1, 2, 'elsewhere' as const),
};

const planned: fc.Arbitrary<Attempt> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('schedule' as const),
      at: year,
      revision: fc.constantFrom(null, null, 1, 2, 3, 4),
      ...publication,
      changeType: fc.constantFrom('minor' as const, 'minor' as const, 'correction' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('schedule-unpublish' as const), at: year, ...withdrawal }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unschedule' as const), which }) },
);

/** What holds a publication up, and lets it go. */
const held: fc.Arbitrary<Attempt> = fc.oneof(
  fc.record({ do: fc.constant('set-embargo' as const), until: fc.oneof(year, fc.constant('open' as const)) }),
  fc.constant<Attempt>({ do: 'lift-embargo' }),
  fc.record({
    do: fc.constant('set-hold' as const),
    type: fc.constantFrom<HoldType[]>('editorial', 'legal'),
  }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('release-hold' as const), which }) },
);

const attempts: fc.Arbitrary<Attempt> = fc.oneof(
  { weight: 3, arbitrary: changes.map((change): Attempt => ({ do: 'save', content: change })) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(...SIMPLE_ACTIONS, ...OFTEN).map((action): Attempt => ({ do: action })),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('publish' as const, 'publish' as const, 'publish' as const, 'republish' as const),
      ...publication,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unpublish' as const), ...withdrawal }) },
  { weight: 8, arbitrary: planned },
  { weight: 4, arbitrary: held },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw-correction' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('restore' as const), revision: fc.integer({ min: 1, max: 4 }) }),
  },
);
const locks: fc.Arbitrary<LockAttempt> = fc.oneof(
  fc.record({ do: fc.constant('lock' as const), takeOver: fc.boolean() }),
  fc.constant<LockAttempt>({ do: 'unlock' }),
);

const wish = fc.record({ by, attempt: attempts });
const wishes = fc.oneof(
  { weight: 1, arbitrary: wish.map((one) => [one]) },
  { weight: 3, arbitrary: fc.array(wish, { minLength: 4, maxLength: 9 }) },
);

/** The steps of a run. */
export function steps(): fc.Arbitrary<Step>[] {
  const act = fc.tuple(wishes, via, which, seen).map((given) => new Act(...given));
  const race = fc.tuple(which, wishes, wishes).map((given) => new Race(...given));
  const meanwhile = fc.option(wishes, { freq: 1 });
  const due = fc.tuple(which, year, via, meanwhile).map((given) => new Due(...given));
  return [
    fc.tuple(by, via, kind, content).map((given) => new Create(...given)),
    ...Array<fc.Arbitrary<Step>>(12).fill(act),
    ...Array<fc.Arbitrary<Step>>(2).fill(race),
    ...Array<fc.Arbitrary<Step>>(3).fill(due),
    fc.tuple(by, via, which, locks).map((given) => new Lock(...given)),
    fc.tuple(by, via, which).map((given) => new Forecast(...given)),
    ...Array<fc.Arbitrary<Step>>(2).fill(via.map((given) => new Read(given))),
  ];
}

const FIRST = { headline: 'The bridge', section: 'a', complete: true, slug: null } as const;

const PLAIN = { changeType: 'minor', note: null, supersedes: null } as const;

/** What is there when a run begins, so that no step has to wait: one item is live, and one will be. */
export const START: readonly Step[] = [
  new Create('reporter', 0, 'article', FIRST),
  new Create('reporter', 0, 'editorial', FIRST),
  new Create('photoEditor', 0, 'photo_caption', FIRST),
  new Act([{ by: 'managing', attempt: { do: 'publish', ...PLAIN } }], 0, 0, 'now'),
  new Act([{ by: 'managing', attempt: { do: 'schedule', at: 2, revision: 1, ...PLAIN } }], 0, 1, 'now'),
];
