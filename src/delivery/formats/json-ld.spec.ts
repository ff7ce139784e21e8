import { describe, expect, it } from '@jest/globals';
import {
  deliveredArticle,
  deliveredCaption,
  deliveredEditorial,
  deliveredPhoto,
} from '../../../test/factories/delivered.js';
import { jsonLd } from './json-ld.js';

const SITE = { siteName: 'The Ferry', language: 'de', siteUrl: null, publicUrl: 'https://paper.test' };
const PAPER = { '@type': 'NewsMediaOrganization', name: 'The Ferry' };

describe('schema.org', () => {
  it('knows an article as NewsArticle, with writers, pictures and corrections', () => {
    const article = deliveredArticle({
      dateline: { place: 'ISLAMABAD', text: 'ISLAMABAD:' },
      byline: {
        text: 'By A and B',
        authors: [
          { slug: 'a', name: 'A' },
          { slug: 'b', name: 'B' },
        ],
      },
      leadPhoto: deliveredPhoto(),
      gallery: [deliveredPhoto({ caption: 'The pier', renditions: [] })],
      tags: ['rivers'],
      updatedAt: '2024-05-06T06:00:00.000Z',
      corrections: [{ type: 'correction', text: 'It was Tuesday.', at: '2024-05-06T06:00:00.000Z' }],
    });
    expect(jsonLd(article, SITE)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      '@id': `urn:uuid:${article.id}`,
      url: article.url,
      mainEntityOfPage: article.url,
      identifier: article.id,
      headline: 'River talks',
      description: 'The talks resumed.',
      inLanguage: 'en',
      articleSection: 'World',
      wordCount: 3,
      keywords: ['rivers'],
      datePublished: '2024-05-05T06:00:00.000Z',
      dateModified: '2024-05-06T06:00:00.000Z',
      isAccessibleForFree: true,
      publisher: PAPER,
      author: [
        { '@type': 'Person', name: 'A' },
        { '@type': 'Person', name: 'B' },
      ],
      dateline: 'ISLAMABAD',
      image: [
        {
          '@type': 'ImageObject',
          caption: 'Ferries at dawn',
          creditText: 'Reuters',
          contentUrl: 'https://paper.test/l.jpg',
          width: 1920,
          height: 1280,
          encodingFormat: 'image/jpeg',
        },
        { '@type': 'ImageObject', caption: 'The pier', creditText: 'Reuters' },
      ],
      correction: [
        {
          '@type': 'CorrectionComment',
          name: 'Correction',
          text: 'It was Tuesday.',
          datePublished: '2024-05-06T06:00:00.000Z',
        },
      ],
    });
  });

  it('leaves out what there is not, and dates an untouched article by its publication', () => {
    const made = jsonLd(deliveredArticle(), SITE);
    for (const name of ['image', 'keywords', 'dateline', 'correction']) {
      expect(made).not.toHaveProperty(name);
    }
    expect(made).toMatchObject({
      dateModified: '2024-05-05T06:00:00.000Z',
      author: [{ '@type': 'NewsMediaOrganization', name: 'Reuters' }],
    });
    const byText = deliveredArticle({ byline: { text: 'Our Correspondent', authors: [] } });
    expect(jsonLd(byText, SITE)).toMatchObject({ author: [{ name: 'Our Correspondent' }] });
    expect(jsonLd(deliveredArticle({ source: null }), SITE)).toMatchObject({ author: [PAPER] });
  });

  it('knows an editorial as opinion, and as the paper’s own', () => {
    expect(jsonLd(deliveredEditorial(), SITE)).toMatchObject({
      '@type': 'OpinionNewsArticle',
      author: [PAPER],
      publisher: PAPER,
    });
  });

  it('knows a photo caption as ImageObject, by its largest file', () => {
    const caption = deliveredCaption({
      creator: ['Ann Ferry'],
      copyrightNotice: '© Ferry',
      dateTaken: '2024-05-04T05:00:00Z',
    });
    expect(jsonLd(caption, SITE)).toMatchObject({
      '@type': 'ImageObject',
      caption: 'Ferries at dawn',
      creditText: 'Reuters',
      copyrightNotice: '© Ferry',
      creator: [{ '@type': 'Person', name: 'Ann Ferry' }],
      dateCreated: '2024-05-04T05:00:00Z',
      contentUrl: 'https://paper.test/l.jpg',
      inLanguage: 'de',
    });
    expect(jsonLd(deliveredCaption({ renditions: [] }), SITE)).not.toHaveProperty('contentUrl');
  });
});
