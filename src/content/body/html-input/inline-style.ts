import { type MarkName, type Marks, withMark, withoutMark } from './marks.js';

type Effect = (marks: Marks) => Marks;

const BOLD = /^(?:bold|bolder|[6-9]\d\d|1000)$/;
const NOT_BOLD = /^(?:normal|lighter|[1-5]\d\d)$/;

/** What a `style` attribute declares, by property; of two declarations the last counts. */
export function declarations(style: string | null): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const declaration of style?.split(';') ?? []) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const value = declaration.slice(colon + 1).replace(/!\s*important/i, '');
    found.set(declaration.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase());
  }
  return found;
}

/** Whether readers would not have seen the element: Word marks text of its own so, and mailers their previews. */
export function isHidden(style: ReadonlyMap<string, string>): boolean {
  return (
    style.get('display') === 'none' || style.get('visibility') === 'hidden' || style.get('mso-hide') === 'all'
  );
}

/**
 * The marks inside an element with this style. Word and Google Docs say bold and italic so; and the latter wraps all in
 * a `<b>` that is none.
 */
export function styledMarks(marks: Marks, style: ReadonlyMap<string, string>): Marks {
  if (style.size === 0) return marks;
  return [weight(style), slant(style), line(style), position(style)].reduce(
    (styled, effect) => effect(styled),
    marks,
  );
}

function weight(style: ReadonlyMap<string, string>): Effect {
  const value = style.get('font-weight') ?? '';
  return BOLD.test(value) ? on('strong') : NOT_BOLD.test(value) ? off('strong') : same;
}

function slant(style: ReadonlyMap<string, string>): Effect {
  const value = style.get('font-style') ?? '';
  return /^(?:italic|oblique)/.test(value) ? on('em') : value === 'normal' ? off('em') : same;
}

function line(style: ReadonlyMap<string, string>): Effect {
  const value = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  return value.includes('line-through') ? on('strike') : same;
}

function position(style: ReadonlyMap<string, string>): Effect {
  const value = style.get('vertical-align');
  return value === 'sub' ? on('sub') : value === 'super' ? on('sup') : same;
}

function on(type: Exclude<MarkName, 'link'>): Effect {
  return (marks) => withMark(marks, { type });
}

function off(type: MarkName): Effect {
  return (marks) => withoutMark(marks, type);
}

function same(marks: Marks): Marks {
  return marks;
}
