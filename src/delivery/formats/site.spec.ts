import { describe, expect, it } from '@jest/globals';
import { deliveredArticle, deliveredCaption } from '../../../test/factories/delivered.js';
import { homeOf, pageOf, withWholeLinks } from './site.js';

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

describe('links from the root', () => {
  const html = '<p><a href="/sport?a=1&amp;b=2">Sport</a> href="/x" <a href="https://a.test/">A</a></p>';

  it.each([
    ['https://paper.test/x/{slug}', 'https://paper.test/'],
    [null, 'https://api.test/'],
  ])('lead to the site, which is at %s', (siteUrl, root) => {
    expect(withWholeLinks(html, { ...SITE, siteUrl, publicUrl: 'https://api.test/below' })).toBe(
      html.replace('"/sport', `"${root}sport`),
    );
  });
});
