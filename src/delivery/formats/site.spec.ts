import { describe, expect, it } from '@jest/globals';
import { deliveredArticle, deliveredCaption } from '../../../test/factories/delivered.js';
import { homeOf, pageOf } from './site.js';

const SITE = { siteName: 'The Ferry', language: 'en', siteUrl: null, publicUrl: 'https://api.test' };

describe('the page of an item', () => {
  it('is where its document is, unless the site has pages', () => {
    const article = deliveredArticle();
    expect(pageOf(article, SITE)).toBe(article.url);
    expect(homeOf(SITE)).toBe('https://api.test/');
  });

  it('is made of kind, section and slug', () => {
    const site = { ...SITE, siteUrl: 'https://paper.test/x/{kind}/{section}/{slug}.html' };
    expect(pageOf(deliveredArticle(), site)).toBe('https://paper.test/x/article/news/world/river-talks.html');
    expect(homeOf(site)).toBe('https://paper.test/');
    const caption = deliveredCaption();
    expect(pageOf(caption, site)).toBe(caption.url);
  });
});
