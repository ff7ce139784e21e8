import { statSync } from 'node:fs';

/** These take longest, most of them because they start processes, which the size of a file does not tell. */
const LONGEST = [
  'schedule-crash',
  // Beside the first, which may have to wait for the build: this one needs none.
  'leaks',
  'freshness',
  'demo',
  'web-concurrency',
  'audit-chain',
  'start',
  'lifecycle',
  'photos-load',
  'model',
  'photos',
  'renditions',
  'drafts',
  'schedules',
  'publishing',
  'placements',
  'rights-check',
  'availability',
  'replicas',
  'crash',
];

/**
 * The order of the test files: the long ones first, so that no worker is left with one of them at the end. Jest's own
 * goes by how long each took the last time, which a fresh checkout does not know.
 */
export default class LongestFirst {
  sort(tests) {
    return tests
      .map((test) => ({ test, rank: rank(test.path), size: statSync(test.path).size }))
      .toSorted((one, other) => one.rank - other.rank || other.size - one.size)
      .map(({ test }) => test);
  }

  cacheResults() {}
}

function rank(path) {
  const place = LONGEST.findIndex((name) => path.endsWith(`/${name}.e2e.ts`));
  if (place >= 0) return place;
  return path.endsWith('.e2e.ts') ? LONGEST.length : LONGEST.length + 1;
}
