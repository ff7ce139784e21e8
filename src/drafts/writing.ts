import type { ItemContent } from '../items/item-kind.js';

/** What a create or a save brings. */
export interface Writing {
  content: ItemContent;
  changeNote?: string | null;
  /** Whether the body was read from HTML, which cannot say all that a body can. */
  bodyIsFromHtml?: boolean;
}

/** What a create or a save was sent: its body as JSON or, for the kinds that have one, as HTML. */
export interface SentWriting {
  content: ItemContent & { bodyHtml?: string | null };
  changeNote?: string | null;
}

/** Where the HTML is in a request. */
export const BODY_HTML = '/content/bodyHtml';
