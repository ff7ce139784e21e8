import type { ElementRule } from './element-rules.js';
import type { Loss } from './html-losses.js';
import type { HtmlNode } from './html-node.js';
import { isHidden } from './inline-style.js';
import { isWordBullet, isWordComment, isWordSpace } from './word.js';

/** An element that is not read, what of its kind is lost with it, and the text that stands in its place. */
export interface SkippedHtml {
  loss?: Loss;
  instead?: ' ';
}

/** Why an element is not read; null where it is. */
export function skipped(
  element: HtmlNode,
  rule: ElementRule,
  style: ReadonlyMap<string, string>,
): SkippedHtml | null {
  if (rule.as === 'drop') return { loss: rule.loss };
  if (isWordBullet(style)) return {};
  if (isWordSpace(style)) return { instead: ' ' };
  if (isHidden(style) || element.attribute('hidden') !== null) return textLoss(element, 'hidden');
  return isWordComment(element, style) ? textLoss(element, 'comment') : null;
}

function textLoss(element: HtmlNode, loss: Loss): SkippedHtml {
  return element.textContent().trim() === '' ? {} : { loss };
}
