import { diffArrays } from 'diff';
import type { BodyJson } from '../body/body-json.js';
import { walkBlocks } from '../body/walk-blocks.js';
import { ROOT } from '../diff/block-tree.js';
import { runsBetween } from './runs.js';
import { type ThreeTrees, threeTrees } from './three-trees.js';

const MOST_EDITS = 200;

/**
 * Gives one id to what both sides have put in at the same place in the same words. Clients that know no ids get new
 * ones at each save: without this, a save that is repeated because its answer was lost would put its text in twice.
 * Of the two ids the lesser is taken, so that it is the same whoever came first.
 */
export function withTwinsAsOne(
  base: BodyJson | null,
  mine: BodyJson,
  theirs: BodyJson,
): { mine: BodyJson; theirs: BodyJson } {
  const trees = threeTrees(base, mine, theirs);
  const renamed = new Map<string, string>();
  for (const parent of [ROOT, ...trees.base.ids]) {
    if (trees.mine.has(parent) && trees.theirs.has(parent)) pairUp(trees, parent, renamed);
  }
  return { mine: withIds(mine, renamed), theirs: withIds(theirs, renamed) };
}

function pairUp(trees: ThreeTrees, parent: string, renamed: Map<string, string>): void {
  const { base, mine, theirs } = trees;
  const isAnchor = (id: string): boolean =>
    [base, mine, theirs].every((tree) => tree.get(id)?.parent === parent);
  const isNew = (id: string): boolean => !base.get(id);
  const theirRuns = runsBetween(theirs.children(parent), isAnchor, isNew);
  for (const [anchor, run] of runsBetween(mine.children(parent), isAnchor, isNew)) {
    const other = theirRuns.get(anchor) ?? [];
    for (const [one, two] of alike(trees, run, other)) pair(trees, one, two, renamed);
  }
}

/** The blocks of two runs that read the same, in order. */
function alike(
  { mine, theirs }: ThreeTrees,
  run: readonly string[],
  other: readonly string[],
): [string, string][] {
  const changes = diffArrays(
    run.map((id) => mine.likeness(id)),
    other.map((id) => theirs.likeness(id)),
    { maxEditLength: MOST_EDITS },
  );
  const pairs: [string, string][] = [];
  let [place, otherPlace] = [0, 0];
  for (const { added, removed, count } of changes ?? []) {
    for (let step = 0; step < count; step += 1) {
      const [one, two] = [run[place], other[otherPlace]];
      if (!added && !removed && one !== undefined && two !== undefined) pairs.push([one, two]);
      if (!added) place += 1;
      if (!removed) otherPlace += 1;
    }
  }
  return pairs;
}

function pair(trees: ThreeTrees, one: string, two: string, renamed: Map<string, string>): void {
  const { base, mine, theirs } = trees;
  const areFree = !base.get(one) && !base.get(two) && !theirs.get(one) && !mine.get(two);
  if (areFree) {
    const [lesser, greater] = one < two ? [one, two] : [two, one];
    renamed.set(greater, lesser);
  }
  for (const [index, child] of mine.children(one).entries()) {
    const twin = theirs.children(two)[index];
    if (twin !== undefined) pair(trees, child, twin, renamed);
  }
}

function withIds(body: BodyJson, renamed: ReadonlyMap<string, string>): BodyJson {
  if (renamed.size === 0) return body;
  const copy = structuredClone(body);
  for (const { block } of walkBlocks(copy)) {
    block.attrs.id = renamed.get(block.attrs.id ?? '') ?? block.attrs.id;
  }
  return copy;
}
