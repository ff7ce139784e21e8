import type { BodyJson } from './body/body-json.js';
import { isEmptyBody } from './body/body-text.js';

/** Something in content that is not as publication needs it. `pointer` leads into the item's `content`. */
export interface Problem {
  pointer: string;
  code: string;
  message: string;
}

/** A problem for each member that publication needs and content lacks. `needed` is by member name. */
export function missing(needed: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(needed).flatMap(([name, value]): Problem[] =>
    isThere(value)
      ? []
      : [{ pointer: `/content/${name}`, code: 'required', message: `The item has no ${words(name)}.` }],
  );
}

/** Null where there is nothing to read in the body. */
export function textOf(body: BodyJson | null): BodyJson | null {
  return body && !isEmptyBody(body) ? body : null;
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

/** `editionDate` becomes `edition date`. */
function words(name: string): string {
  return name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
