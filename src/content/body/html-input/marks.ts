import type { MarkJson } from '../body-json.js';
import { bodySchema } from '../schema.js';

/** The name of a mark in the schema. */
export type MarkName = MarkJson['type'];

const ORDER = Object.keys(bodySchema.marks);

/** The marks of a text while it is read, in the schema's order; never changed, so that many texts may share them. */
export type Marks = readonly MarkJson[];

/** The marks with this one, in place of one of its name. */
export function withMark(marks: Marks, mark: MarkJson): Marks {
  return [...withoutMark(marks, mark.type), mark].sort(
    (a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type),
  );
}

/** The marks without the one of this name. */
export function withoutMark(marks: Marks, name: MarkName): Marks {
  return marks.some(({ type }) => type === name) ? marks.filter(({ type }) => type !== name) : marks;
}

/** Whether two texts with these marks, side by side, are one. */
export function areSameMarks(a: Marks = [], b: Marks = []): boolean {
  return a.length === b.length && a.every((mark, index) => isSameMark(mark, b[index]));
}

function isSameMark(a: MarkJson, b: MarkJson | undefined): boolean {
  if (a.type === 'link') return b?.type === 'link' && a.attrs.href === b.attrs.href;
  return a.type === b?.type;
}
