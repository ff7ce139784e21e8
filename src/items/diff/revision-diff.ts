import { canonicalJson } from '../../content/canonical-json.js';
import { type BlockChange, diffBodies } from '../../content/diff/body-diff.js';
import { contentMember } from '../content-member.js';
import type { ItemContent, ItemKind } from '../item-kind.js';

/** A member of content that is not the same in both. */
export interface FieldChange {
  name: string;
  from: unknown;
  to: unknown;
}

/** What makes one content of another; what is unchanged is left out. */
export interface ContentChanges {
  fields: FieldChange[];
  blocks: BlockChange[];
}

/** Compares members whole, in the kind's order, and the body by its blocks. */
export function contentChanges(kind: ItemKind, from: ItemContent, to: ItemContent): ContentChanges {
  const empty = kind.emptyContent();
  const fields = Object.keys(empty)
    .filter((name) => name !== 'body')
    .map((name) => ({
      name,
      from: contentMember(from, empty, name),
      to: contentMember(to, empty, name),
    }))
    .filter((field) => canonicalJson(field.from) !== canonicalJson(field.to));
  return { fields, blocks: diffBodies(from.body ?? null, to.body ?? null) };
}
