import type { HtmlNode } from './html-node.js';
import { declarations } from './inline-style.js';

/** How Word says that a paragraph is an item of a list. */
export interface WordListMark {
  list: string;
  level: number;
  type: 'bulletList' | 'orderedList';
}

const MOST_LEVELS = 9;
// The bullet is the first thing in its paragraph; one may stand in another, and each would look through all the rest.
const BULLET_REACH = 10;
// `1.`, `2)`, `(a)`, `iv.`; a bullet is one sign, or an `o` without anything behind it.
const NUMBERING = /^\(?(?:\d{1,4}|[a-z]{1,5})[.)]/i;

/** The list that a paragraph of this style belongs to; null where it belongs to none. */
export function wordListMark(paragraph: HtmlNode, style: ReadonlyMap<string, string>): WordListMark | null {
  const [, list = '', level = ''] = /^(\S+)\s+level(\d+)/.exec(style.get('mso-list') ?? '') ?? [];
  if (list === '') return null;
  const isNumbered = NUMBERING.test(bulletOf(paragraph).replace(/[\s\u00a0]/g, ''));
  return {
    list,
    level: Math.min(Math.max(Number(level), 1), MOST_LEVELS),
    type: isNumbered ? 'orderedList' : 'bulletList',
  };
}

/** Bullets and numbers that Word writes out for programs that know no lists. */
export function isWordBullet(style: ReadonlyMap<string, string>): boolean {
  return style.get('mso-list') === 'ignore';
}

/** Spans that stand for a run of spaces, or for tabs. */
export function isWordSpace(style: ReadonlyMap<string, string>): boolean {
  return style.get('mso-spacerun') === 'yes' || style.has('mso-tab-count');
}

/** What colleagues have noted in the margin, and the marks that lead there. */
export function isWordComment(element: HtmlNode, style: ReadonlyMap<string, string>): boolean {
  return (
    (style.get('mso-element') ?? '').startsWith('comment') ||
    element.hasClass('msocommentreference') ||
    element.hasClass('msocomanchor')
  );
}

function bulletOf(paragraph: HtmlNode): string {
  let looked = 0;
  for (const node of paragraph.descendants()) {
    if (isWordBullet(declarations(node.attribute('style')))) return node.textContent();
    looked += 1;
    if (looked === BULLET_REACH) break;
  }
  return '';
}
