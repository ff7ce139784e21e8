import { blockText } from '../diff/block-tree.js';
import { editsWorthLookingFor, type WordChange, wordDiff } from '../diff/word-diff.js';
import { Replacements } from './replacements.js';
import { blockOf, type ThreeTrees } from './three-trees.js';

/**
 * Something that both sides have changed, each in its own way: a member of content (`pointer`), or a block of the body
 * (`blockId`). Null is what is not there: a block that the side has taken out, or one that the base had not yet.
 */
export interface MergeConflict {
  pointer?: string;
  blockId?: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
  /** What makes mine of theirs, where there is text to compare. */
  words?: WordChange[];
}

/** The conflicts about blocks. What a side has put where it took a block out is its version of that block. */
export function blockConflicts(trees: ThreeTrees, ids: readonly string[]): MergeConflict[] {
  const { base, mine, theirs } = trees;
  const replaced = { mine: new Replacements(base, mine), theirs: new Replacements(base, theirs) };
  const found = ids.map((blockId) => ({
    blockId,
    base: blockOf(base, blockId),
    mine: blockOf(mine, blockId) ?? blockOf(mine, replaced.mine.of(blockId)),
    theirs: blockOf(theirs, blockId) ?? blockOf(theirs, replaced.theirs.of(blockId)),
  }));
  const texts = found.map((one) => ({
    mine: one.mine ? blockText(one.mine) : '',
    theirs: one.theirs ? blockText(one.theirs) : '',
  }));
  const characters = texts.reduce((sum, pair) => sum + pair.mine.length + pair.theirs.length, 0);
  const mostEdits = editsWorthLookingFor(characters);
  return found.map((conflict, index) => {
    const pair = texts[index];
    if (!pair || pair.mine + pair.theirs === '') return conflict;
    return { ...conflict, words: wordDiff(pair.theirs, pair.mine, mostEdits) };
  });
}

/** The conflict about a member of content. */
export function memberConflict(
  name: string,
  states: { base: unknown; mine: unknown; theirs: unknown },
): MergeConflict {
  const { mine, theirs } = states;
  const areTexts = typeof mine === 'string' && typeof theirs === 'string';
  return { pointer: `/content/${name}`, ...states, ...(areTexts && { words: wordDiff(theirs, mine) }) };
}
