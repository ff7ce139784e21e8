import type { Kind } from '../../src/kinds.js';
import { readyArticle, readyCaption, readyEditorial } from './items.js';

/** What a canary stands next to: where the item goes, and the live caption that it places. */
interface Surroundings {
  sectionId: string;
  captionId: string;
}

/** Content with the canary in each of its fields, as ready as an item of this kind must be. */
export function contentWith(canary: string, kind: Kind, around: Surroundings): object {
  const { sectionId, captionId: photoCaptionId } = around;
  const said = (field: string): string => `${canary} ${field}`;
  const placement = { photoCaptionId, caption: said('own caption'), altText: said('own alt text') };
  const text = {
    headline: said('headline'),
    standfirst: said('standfirst'),
    slugline: said('slugline'),
    slug: canary,
    tags: [said('tag')],
    leadPhoto: placement,
    body: {
      type: 'doc',
      content: [
        paragraph(said('strong'), [{ type: 'strong' }]),
        paragraph('A link', [{ type: 'link', attrs: { href: `https://example.com/${canary}` } }]),
        { type: 'blockquote', content: [paragraph(said('quote'))] },
        { type: 'embed', attrs: { url: `https://example.com/embed/${canary}` } },
        { type: 'photo', attrs: placement },
      ],
    },
  };
  switch (kind) {
    case 'article':
      return readyArticle(sectionId, {
        ...text,
        kicker: said('kicker'),
        dateline: { place: said('place') },
        byline: { text: said('byline') },
        source: said('source'),
        seo: { title: said('seo title'), description: said('seo description') },
      });
    case 'editorial':
      return readyEditorial(sectionId, text);
    case 'photo_caption':
      return readyCaption({
        sectionId,
        description: said('description'),
        creditLine: said('credit'),
        creator: [said('creator')],
        source: said('source'),
        copyrightNotice: said('copyright'),
        altText: said('alt text'),
        extendedDescription: said('extended'),
        place: { city: said('city'), sublocation: said('sublocation') },
        persons: [said('person')],
        instructions: said('instructions'),
        usageTerms: said('terms'),
      });
  }
}

function paragraph(text: string, marks: object[] = []): object {
  return { type: 'paragraph', content: [{ type: 'text', text, marks }] };
}
