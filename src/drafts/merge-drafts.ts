import { canonicalJson } from '../content/canonical-json.js';
import { chosen } from '../content/merge/chosen.js';
import { memberConflict, type MergeConflict } from '../content/merge/conflict.js';
import { mergeBodies } from '../content/merge/merge-body.js';
import { contentMember } from '../items/content-member.js';
import type { ItemContent, ItemKind } from '../items/item-kind.js';
import { automaticSlug, type DraftContent } from './draft-content.js';

/** A base and what two editors have made of it. */
export interface ThreeDrafts {
  base: DraftContent;
  mine: DraftContent;
  theirs: DraftContent;
}

/** The merged draft; where there are conflicts it is not one to keep. */
export interface MergedDraft {
  draft: DraftContent;
  conflicts: MergeConflict[];
}

/**
 * Merges two drafts that were made from one: members of content whole, the body by its blocks. What one side alone has
 * changed is taken from it, what both have changed alike once. A slug that follows the headline is no member of its
 * own: it follows the merged headline.
 */
export function mergeDrafts(
  kind: ItemKind,
  { base, mine, theirs }: ThreeDrafts,
  liveSlug: string | null,
): MergedDraft {
  const conflicts: MergeConflict[] = [];
  const empty = kind.emptyContent();
  const merged = (name: string): unknown => {
    const [before, one, two] = [base, mine, theirs].map(({ content }) => contentMember(content, empty, name));
    const states = { base: before, mine: one, theirs: two };
    const taken = side(states);
    if (taken === null) conflicts.push(memberConflict(name, states));
    return taken === 'mine' ? one : two;
  };
  const names = Object.keys(empty).filter((name) => name !== 'body' && name !== 'slug');
  const content: ItemContent = { ...empty, ...Object.fromEntries(names.map((name) => [name, merged(name)])) };
  if ('body' in empty) {
    const body = mergeBodies(
      base.content.body ?? null,
      mine.content.body ?? null,
      theirs.content.body ?? null,
    );
    content.body = body.body;
    conflicts.push(...body.conflicts);
  }
  if (!kind.addressed) return { draft: { content, slugByHand: false }, conflicts };
  const slugs = { base: slugByHand(base), mine: slugByHand(mine), theirs: slugByHand(theirs) };
  const taken = side(slugs);
  if (taken === null) conflicts.push(memberConflict('slug', slugs));
  const slug = taken === 'mine' ? slugs.mine : slugs.theirs;
  content.slug = slug ?? automaticSlug(theirs, content, liveSlug);
  return { draft: { content, slugByHand: slug !== null }, conflicts };
}

function slugByHand({ content, slugByHand: isByHand }: DraftContent): string | null {
  return isByHand ? (content.slug ?? null) : null;
}

function side({ base, mine, theirs }: Record<'base' | 'mine' | 'theirs', unknown>): 'mine' | 'theirs' | null {
  return chosen(canonicalJson(base), canonicalJson(mine), canonicalJson(theirs));
}
