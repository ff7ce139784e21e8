import type { BodyJson, IdentifiedJson } from './body-json.js';
import { inlineText } from './body-text.js';
import { childBlocks, walkBlocks } from './walk-blocks.js';

/**
 * The body with an id in each of its blocks, nested ones too; the one passed in is left alone. An id that is there
 * stays; of two equal ones the first does, and the second block gets a new id. A block without one gets that of
 * the textually equal block of the base revision, so that clients which know no ids do not wreck diff and
 * merge: each base id once, in order, and only where the body does not use it already. Failing that, a new one.
 */
export function assignBlockIds(body: BodyJson, base: BodyJson | null, newId: () => string): BodyJson {
  const copy = structuredClone(body);
  const blocks = walkBlocks(copy).map(({ block }) => block);
  const taken = new Set<string>();
  const missing: IdentifiedJson[] = [];
  for (const block of blocks) {
    const { id } = block.attrs;
    if (id === null) {
      missing.push(block);
    } else if (taken.has(id)) {
      block.attrs.id = newId();
    } else {
      taken.add(id);
    }
  }
  const likenesses = new Likenesses();
  const free = freeIds(base, taken, likenesses);
  for (const block of missing) block.attrs.id = free.get(likenesses.of(block))?.pop() ?? newId();
  return copy;
}

/** The ids of the base that are still to be had, by likeness; the first one of each comes last. */
function freeIds(base: BodyJson | null, taken: Set<string>, likenesses: Likenesses): Map<number, string[]> {
  const free = new Map<number, string[]>();
  for (const { block } of base ? walkBlocks(base).reverse() : []) {
    const { id } = block.attrs;
    if (id === null || taken.has(id)) continue;
    taken.add(id);
    const likeness = likenesses.of(block);
    const ids = free.get(likeness);
    if (ids) ids.push(id);
    else free.set(likeness, [id]);
  }
  return free;
}

/**
 * Numbers blocks by what they say: equal numbers mean textually equal blocks of one type. A container is compared by
 * the numbers of what it holds, so that no text is read once more for each level above it.
 */
class Likenesses {
  private readonly numbers = new Map<string, number>();
  private readonly known = new Map<IdentifiedJson, number>();

  of(block: IdentifiedJson): number {
    const known = this.known.get(block);
    if (known !== undefined) return known;
    const key = `${block.type} ${this.saying(block)}`;
    const number = this.numbers.get(key) ?? this.numbers.size;
    this.numbers.set(key, number);
    this.known.set(block, number);
    return number;
  }

  private saying(block: IdentifiedJson): string {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return inlineText(block.content);
      case 'photo':
        return block.attrs.photoCaptionId;
      case 'embed':
        return block.attrs.url;
      default:
        return childBlocks(block)
          .map((child) => this.of(child))
          .join();
    }
  }
}
