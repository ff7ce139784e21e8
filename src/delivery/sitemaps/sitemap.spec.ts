import { describe, expect, it } from '@jest/globals';
import { deliveredArticle, deliveredEditorial } from '../../../test/factories/delivered.js';
import { all, one, parseXml, texts } from '../../../test/harness/xml.js';
import { newsSitemap, sitemap, sitemapIndex } from './sitemap.js';

const SITE = {
  siteName: 'Ferry & Sons',
  language: 'en',
  siteUrl: 'https://paper.test/{slug}?a=1&b={kind}',
  publicUrl: 'https://api.test',
};

describe('sitemaps', () => {
  it('are led to by the index', () => {
    const root = parseXml(sitemapIndex(['https://api.test/1.xml', 'https://api.test/3.xml']));
    expect(root).toMatchObject({
      name: 'sitemapindex',
      attributes: { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' },
    });
    expect(all(root, 'sitemap').flatMap((found) => texts(found, 'loc'))).toEqual([
      'https://api.test/1.xml',
      'https://api.test/3.xml',
    ]);
  });

  it('lead to pages and say when these were changed', () => {
    const changedAt = new Date('2024-05-05T06:00:00Z');
    const root = parseXml(sitemap([{ url: 'https://paper.test/?a=1&b=2', changedAt }]));
    expect(root.name).toBe('urlset');
    expect(texts(one(root, 'url'), 'loc')).toEqual(['https://paper.test/?a=1&b=2']);
    expect(texts(one(root, 'url'), 'lastmod')).toEqual(['2024-05-05T06:00:00.000Z']);
  });

  it('say of news what search engines ask for', () => {
    const stories = [
      deliveredArticle({ headline: 'Talks ]]> & <b> \ufffe👩‍💻 שלום', language: 'en-GB' }),
      deliveredEditorial(),
    ];
    const root = parseXml(newsSitemap(stories, SITE));
    expect(root.attributes).toEqual({
      xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9',
      'xmlns:news': 'http://www.google.com/schemas/sitemap-news/0.9',
    });
    const urls = all(root, 'url');
    expect(urls.flatMap((url) => texts(url, 'loc'))).toEqual([
      'https://paper.test/river-talks?a=1&b=article',
      'https://paper.test/the-bridge?a=1&b=editorial',
    ]);
    const news = one(root, 'url', 'news:news');
    expect(texts(one(news, 'news:publication'), 'news:name')).toEqual(['Ferry & Sons']);
    expect(texts(one(news, 'news:publication'), 'news:language')).toEqual(['en']);
    expect(texts(news, 'news:publication_date')).toEqual(['2024-05-05T06:00:00.000Z']);
    expect(texts(news, 'news:title')).toEqual(['Talks ]]> & <b> 👩‍💻 שלום']);
  });

  it.each([
    ['en', 'en'],
    ['pt-BR', 'pt'],
    ['fil', 'fil'],
    ['zh', 'zh-cn'],
    ['zh-Hant', 'zh-tw'],
    ['zh-HK', 'zh-tw'],
    ['zh-SG', 'zh-cn'],
  ])('call the language %s %s', (language, expected) => {
    const root = parseXml(newsSitemap([deliveredArticle({ language })], SITE));
    const publication = one(root, 'url', 'news:news', 'news:publication');
    expect(texts(publication, 'news:language')).toEqual([expected]);
  });
});
