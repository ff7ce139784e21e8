import type { Resolved } from '../content/reference.js';
import type { Byline } from './article-content.js';

/** A byline as readers get it. */
export interface RenderedByline {
  text: string;
  authors: { slug: string; name: string }[];
}

/** `By A, B and C` from the authors in their order, or the text as it was typed. Null without a writer. */
export function renderByline(byline: Byline | null, authors: Resolved['authors']): RenderedByline | null {
  if (!byline) return null;
  if ('text' in byline) return { text: byline.text, authors: [] };
  const named = byline.authors.flatMap(({ authorId }) => {
    const author = authors.get(authorId);
    return author ? [{ slug: author.slug, name: author.name }] : [];
  });
  if (named.length === 0) return null;
  const names = named.map(({ name }) => name);
  const last = names.at(-1) ?? '';
  const text = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
  return { text: `By ${text}`, authors: named };
}
