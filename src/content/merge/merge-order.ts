import { unmoved } from '../diff/longest-increasing.js';
import { runsBetween, START } from './runs.js';

/** The order of some blocks on one side, and what each of them says, for a tie that only that can break. */
export interface SideOrder {
  ids: readonly string[];
  likeness: (id: string) => string;
}

/** The merged order, and the blocks that the two sides have put in different places. */
export interface MergedOrder {
  ids: string[];
  torn: string[];
}

/**
 * The order of `kept`, from the order in the base and on two sides. What neither side has moved stays where it was;
 * what one side has moved or put in follows what it follows there. Where both put something at the same place, both
 * runs stay whole, in an order that depends on what they say and not on who came first.
 */
export function mergeOrder(
  kept: ReadonlySet<string>,
  base: readonly string[],
  mine: SideOrder,
  theirs: SideOrder,
): MergedOrder {
  const among = (ids: readonly string[]): string[] => ids.filter((id) => kept.has(id));
  const [before, one, two] = [among(base), among(mine.ids), among(theirs.ids)];
  const inBoth = common(one, two);
  const shared = common(before, [...inBoth]);
  const stays = {
    mine: unmoved(only(before, shared), only(one, shared)),
    theirs: unmoved(only(before, shared), only(two, shared)),
  };
  const skeleton = before.filter((id) => stays.mine.has(id) && stays.theirs.has(id));
  const anchors = new Set(skeleton);
  const isTheirsAlone = (id: string): boolean => shared.has(id) && stays.mine.has(id);
  const isMineAlone = (id: string): boolean => shared.has(id) && stays.theirs.has(id);
  const isAnchor = (id: string): boolean => anchors.has(id);
  const mineRuns = runsBetween(one, isAnchor, (id) => !isTheirsAlone(id));
  const theirRuns = runsBetween(two, isAnchor, (id) => !isMineAlone(id));
  const torn = tornApart(mineRuns, theirRuns);
  const ids: string[] = [];
  for (const anchor of [START, ...skeleton]) {
    if (anchor !== START) ids.push(anchor);
    const left = { ids: (mineRuns.get(anchor) ?? []).filter((id) => !torn.has(id)), likeness: mine.likeness };
    ids.push(...mergeRuns(left, { ids: theirRuns.get(anchor) ?? [], likeness: theirs.likeness }, torn));
  }
  return { ids, torn: [...torn] };
}

/** Two runs at one place: what is in both binds them together, the rest goes in by what it says. */
function mergeRuns(mine: SideOrder, theirs: SideOrder, torn: Set<string>): string[] {
  const both = common(mine.ids, theirs.ids);
  const bound = unmoved(theirs.ids, only(mine.ids, both));
  for (const id of both) if (!bound.has(id)) torn.add(id);
  const pieces = (ids: readonly string[], isLeftOut: (id: string) => boolean): string[][] => {
    const found: string[][] = [[]];
    for (const id of ids) {
      if (bound.has(id)) found.push([id]);
      else if (!isLeftOut(id)) found.at(-1)?.push(id);
    }
    return found;
  };
  const left = pieces(mine.ids, (id) => both.has(id));
  const right = pieces(theirs.ids, () => false);
  return left.flatMap((piece, index) => {
    const other = right[index] ?? [];
    const head = piece.find((id) => bound.has(id));
    const rest = { ids: piece.filter((id) => id !== head), likeness: mine.likeness };
    const others = { ids: other.filter((id) => id !== head), likeness: theirs.likeness };
    const [first, second] = keyOf(rest) <= keyOf(others) ? [rest.ids, others.ids] : [others.ids, rest.ids];
    return [...(head === undefined ? [] : [head]), ...first, ...second];
  });
}

function keyOf({ ids, likeness }: SideOrder): string {
  return `${ids.map(likeness).join()} ${ids.join()}`;
}

/** What both sides have placed, and not in the same gap. */
function tornApart(mine: ReadonlyMap<string, string[]>, theirs: ReadonlyMap<string, string[]>): Set<string> {
  const placeOf = new Map([...theirs].flatMap(([anchor, ids]) => ids.map((id) => [id, anchor])));
  const torn = new Set<string>();
  for (const [anchor, ids] of mine) {
    for (const id of ids) if ((placeOf.get(id) ?? anchor) !== anchor) torn.add(id);
  }
  return torn;
}

function common(one: readonly string[], other: readonly string[]): Set<string> {
  const there = new Set(other);
  return new Set(one.filter((id) => there.has(id)));
}

function only(ids: readonly string[], wanted: ReadonlySet<string>): string[] {
  return ids.filter((id) => wanted.has(id));
}
