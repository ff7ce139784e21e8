import type { BodyJson } from '../../content/body/body-json.js';
import { canonicalJson } from '../../content/canonical-json.js';
import { type BlockChange, diffBodies } from '../../content/diff/body-diff.js';
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
  const valueOf = (content: ItemContent, name: string): unknown =>
    Reflect.get(content, name) ?? Reflect.get(empty, name) ?? null;
  const fields = Object.keys(empty)
    .filter((name) => name !== 'body')
    .map((name) => ({ name, from: valueOf(from, name), to: valueOf(to, name) }))
    .filter((field) => canonicalJson(field.from) !== canonicalJson(field.to));
  return { fields, blocks: diffBodies(bodyOf(from), bodyOf(to)) };
}

function bodyOf({ body }: ItemContent): BodyJson | null {
  return body ?? null;
}
