import { describe, expect, it } from '@jest/globals';
import {
  deliveredArticle,
  deliveredCaption,
  deliveredEditorial,
  deliveredPhoto,
} from '../../../test/factories/delivered.js';
import { expectNinjs } from '../../../test/harness/ninjs-schema.js';
import { canceledNinjs, ninjs } from './ninjs.js';

const SITE = { siteName: 'The Ferry', language: 'de', siteUrl: null, publicUrl: 'https://paper.test' };

function plain(role: string, value: string): object {
  return { role, contentType: 'text/plain', value };
}

describe('ninjs', () => {
  it('says of an article all that readers get of it', () => {
    const lead = deliveredPhoto();
    const other = deliveredPhoto({ caption: 'The pier' });
    const made = ninjs(
      deliveredArticle({
        id: '0199a000-0000-7000-8000-000000000001',
        kicker: 'Talks',
        standfirst: 'Again.',
        dateline: { place: 'ISLAMABAD', text: 'ISLAMABAD:' },
        byline: { text: 'By A and B', authors: [{ slug: 'a', name: 'A' }] },
        leadPhoto: lead,
        gallery: [other],
        tags: ['rivers'],
        bodyHtml: '<p>The <a href="/talks">talks</a> resumed.</p>',
        updatedAt: '2024-05-06T06:00:00.000Z',
        corrections: [
          { type: 'correction', text: 'It was Tuesday.', at: '2024-05-06T06:00:00.000Z' },
          { type: 'clarification', text: 'Of this year.', at: '2024-05-05T07:00:00.000Z' },
        ],
      }),
      SITE,
    );
    expectNinjs(made);
    expect(made).toMatchObject({
      uri: 'urn:uuid:0199a000-0000-7000-8000-000000000001',
      standard: { name: 'ninjs', version: '3.1' },
      type: 'text',
      pubStatus: 'usable',
      language: 'en',
      firstCreated: '2024-05-05T06:00:00.000Z',
      versionCreated: '2024-05-06T06:00:00.000Z',
      altIds: [{ role: 'url', value: 'https://paper.test/delivery/v1/articles/river-talks' }],
      headlines: [plain('main', 'River talks'), plain('kicker', 'Talks')],
      descriptions: [
        plain('summary', 'The talks resumed.'),
        plain('standfirst', 'Again.'),
        plain('correction', 'It was Tuesday.'),
        plain('clarification', 'Of this year.'),
      ],
      edNote: 'Correction: It was Tuesday.\nClarification: Of this year.',
      bodies: [
        {
          contentType: 'text/html',
          wordCount: 3,
          value: '<p>The <a href="https://paper.test/talks">talks</a> resumed.</p>',
        },
      ],
      subjects: [
        { name: 'World', rel: 'section', literal: 'news/world' },
        { name: 'rivers', rel: 'tag' },
      ],
      by: 'By A and B',
      located: 'ISLAMABAD',
      people: [{ name: 'A', rel: 'author', literal: 'a' }],
      infoSources: [{ name: 'Reuters', role: 'source' }],
      associations: [
        {
          name: 'main',
          uri: `urn:uuid:${lead.photoCaptionId}`,
          type: 'picture',
          descriptions: [plain('caption', 'Ferries at dawn'), plain('altText', 'Two ferries below a bridge')],
          infoSources: [{ name: 'Reuters', role: 'credit' }],
          renditions: [
            { name: 'small', href: 'https://paper.test/s.jpg', contentType: 'image/jpeg', width: 640 },
            { name: 'large' },
          ],
        },
        { name: 'photo-2', uri: `urn:uuid:${other.photoCaptionId}` },
      ],
    });
  });

  it('leaves out what there is not, since it knows no null', () => {
    const made = ninjs(deliveredArticle({ source: null }), SITE);
    expectNinjs(made);
    for (const name of ['by', 'located', 'people', 'infoSources', 'associations', 'edNote', 'genres']) {
      expect(made).not.toHaveProperty(name);
    }
    expect(JSON.stringify(made)).not.toContain('null');
    expect(made).toMatchObject({ versionCreated: '2024-05-05T06:00:00.000Z' });
  });

  it('calls no photo the main one that is not at the head', () => {
    const made = ninjs(deliveredArticle({ gallery: [deliveredPhoto()] }), SITE);
    expect(made).toMatchObject({ associations: [{ name: 'photo-1' }] });
  });

  it('calls agency copy by its source', () => {
    expect(ninjs(deliveredArticle(), SITE)).toMatchObject({ by: 'Reuters' });
  });

  it('calls an editorial an opinion, and nobody its writer', () => {
    const made = ninjs(deliveredEditorial(), SITE);
    expectNinjs(made);
    expect(made).toMatchObject({ type: 'text', genres: [{ name: 'Opinion' }] });
    expect(made).not.toHaveProperty('by');
  });

  it('says of a photo caption who and what it shows, and where its files are', () => {
    const made = ninjs(
      deliveredCaption({
        creator: ['Ann Ferry', 'Ben Quay'],
        copyrightNotice: '© Ferry',
        usageTerms: 'Not for sale',
        extendedDescription: 'Two white ferries.',
        dateTaken: '2024-05-04T05:00:00Z',
        place: { city: 'Port Ellery', countryName: 'Ellery', provinceState: null },
        persons: ['The captain'],
      }),
      SITE,
    );
    expectNinjs(made);
    expect(made).toMatchObject({
      type: 'picture',
      language: 'de',
      by: 'Ann Ferry, Ben Quay',
      copyrightNotice: '© Ferry',
      usageTerms: 'Not for sale',
      contentCreated: '2024-05-04T05:00:00Z',
      located: 'Port Ellery, Ellery',
      people: [{ name: 'The captain', rel: 'shown' }],
      infoSources: [{ name: 'Reuters', role: 'credit' }],
      renditions: [{ name: 'small', href: 'https://paper.test/s.jpg' }, { name: 'large' }],
    });
    expectNinjs(ninjs(deliveredCaption(), SITE));
  });

  it('cancels what was taken off, in the words of the notice', () => {
    const at = new Date('2024-05-07T06:00:00Z');
    const itemId = '0199a000-0000-7000-8000-000000000001';
    const killed = canceledNinjs({ state: 'killed', itemId, notice: 'Killed on advice.', at });
    expectNinjs(killed);
    expect(killed).toMatchObject({
      uri: `urn:uuid:${itemId}`,
      pubStatus: 'canceled',
      versionCreated: at.toISOString(),
      edNote: 'Killed on advice.',
    });
    const gone = canceledNinjs({ state: 'withdrawn', itemId, notice: null, at });
    expectNinjs(gone);
    expect(gone).not.toHaveProperty('edNote');
  });
});
