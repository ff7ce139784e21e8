import type { BodyJson, IdentifiedJson } from '../body/body-json.js';
import { BlockTree, blockText, isContainer, ROOT } from './block-tree.js';
import { unmoved } from './longest-increasing.js';
import { editsWorthLookingFor, type WordChange, wordDiff } from './word-diff.js';

/** What has become of one block. `from` is missing where it was added, `to` where it was removed. */
export interface BlockChange {
  id: string;
  change: 'added' | 'removed' | 'changed' | 'moved';
  /** Where it was changed: whether it stands elsewhere as well. */
  moved?: true;
  from?: IdentifiedJson;
  to?: IdentifiedJson;
  /** Of what was changed and has text. */
  words?: WordChange[];
}

/**
 * What makes one body of another, block by block, in reading order; unchanged blocks are left out. Blocks are told by
 * their ids, at any depth: a block around others is changed only by what is its own. What was added or removed whole,
 * with what is in it, is one change. As few blocks as possible count as moved.
 */
export function diffBodies(from: BodyJson | null, to: BodyJson | null): BlockChange[] {
  const [old, now] = [new BlockTree(from), new BlockTree(to)];
  const removed = removedByPlace(old, now);
  const moved = movedBlocks(old, now);
  const changes = [...(removed.get(ROOT) ?? [])];
  for (const id of now.ids) {
    const change = changeOf(id, old, now, moved);
    if (change) changes.push(change);
    changes.push(...(removed.get(id) ?? []));
  }
  return withWords(changes);
}

function changeOf(
  id: string,
  old: BlockTree,
  now: BlockTree,
  moved: ReadonlySet<string>,
): BlockChange | null {
  const [before, after] = [old.get(id), now.get(id)];
  if (!after) return null;
  if (!before) {
    const isInsideOfNew = after.parent !== ROOT && !old.has(after.parent);
    return isInsideOfNew ? null : { id, change: 'added', to: after.block };
  }
  const places = { from: before.block, to: after.block };
  if (before.own !== after.own) {
    return { id, change: 'changed', ...(moved.has(id) && { moved: true as const }), ...places };
  }
  return moved.has(id) ? { id, change: 'moved', ...places } : null;
}

function movedBlocks(old: BlockTree, now: BlockTree): Set<string> {
  const moved = new Set<string>();
  for (const parent of [ROOT, ...now.ids]) {
    const stayed = now.children(parent).filter((id) => old.get(id)?.parent === parent);
    const kept = unmoved(old.children(parent), stayed);
    for (const id of now.children(parent)) if (old.get(id) && !kept.has(id)) moved.add(id);
  }
  return moved;
}

/** The blocks that are gone, outermost ones only, by the block that they stood behind and that is there still. */
function removedByPlace(old: BlockTree, now: BlockTree): Map<string, BlockChange[]> {
  const places = new Map<string, BlockChange[]>();
  let place = ROOT;
  for (const id of old.ids) {
    const before = old.get(id);
    if (now.get(id)) place = id;
    else if (before && now.has(before.parent)) {
      const change: BlockChange = { id, change: 'removed', from: before.block };
      const there = places.get(place);
      if (there) there.push(change);
      else places.set(place, [change]);
    }
  }
  return places;
}

function withWords(changes: readonly BlockChange[]): BlockChange[] {
  const texts = changes.map(({ change, from, to }) =>
    change === 'changed' && from && to && !isContainer(from) && !isContainer(to)
      ? { from: blockText(from), to: blockText(to) }
      : null,
  );
  const characters = texts.reduce((sum, pair) => sum + (pair ? pair.from.length + pair.to.length : 0), 0);
  const mostEdits = editsWorthLookingFor(characters);
  return changes.map((change, index) => {
    const pair = texts[index];
    if (!pair || pair.from + pair.to === '') return change;
    return { ...change, words: wordDiff(pair.from, pair.to, mostEdits) };
  });
}
