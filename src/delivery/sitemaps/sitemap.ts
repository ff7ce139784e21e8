import type { DeliveredArticleCard } from '../delivered-article.dto.js';
import type { DeliveredEditorialCard } from '../delivered-editorial.dto.js';
import { pageOf, type Site } from '../formats/site.js';
import { element, textElement, type Xml, xmlDocument } from '../formats/xml.js';

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const NEWS = 'http://www.google.com/schemas/sitemap-news/0.9';

/** A page of the site, and when it was last changed for its readers. */
export interface SitemapEntry {
  url: string;
  changedAt: Date;
}

/** The index: where the sitemaps are. */
export function sitemapIndex(urls: readonly string[]): string {
  const sitemaps = urls.map((url) => element('sitemap', {}, textElement('loc', url)));
  return xmlDocument(element('sitemapindex', { xmlns: SITEMAP }, ...sitemaps));
}

/** One sitemap. */
export function sitemap(entries: readonly SitemapEntry[]): string {
  const urls = entries.map(({ url, changedAt }) =>
    element('url', {}, textElement('loc', url), textElement('lastmod', changedAt.toISOString())),
  );
  return xmlDocument(element('urlset', { xmlns: SITEMAP }, ...urls));
}

/** The sitemap for news, of the stories' cards. */
export function newsSitemap(
  stories: readonly (DeliveredArticleCard | DeliveredEditorialCard)[],
  site: Site,
): string {
  const urls = stories.map((story) =>
    element('url', {}, textElement('loc', pageOf(story, site)), news(story, site)),
  );
  return xmlDocument(element('urlset', { xmlns: SITEMAP, 'xmlns:news': NEWS }, ...urls));
}

function news(story: DeliveredArticleCard | DeliveredEditorialCard, { siteName }: Site): Xml {
  return element(
    'news:news',
    {},
    element(
      'news:publication',
      {},
      textElement('news:name', siteName),
      textElement('news:language', newsLanguage(story.language)),
    ),
    textElement('news:publication_date', story.publishedAt),
    textElement('news:title', story.headline),
  );
}

/** What sitemaps for news call a language: by ISO 639, without a country; Chinese by its script, in two own codes. */
function newsLanguage(tag: string): string {
  const { language, script } = new Intl.Locale(tag).maximize();
  if (language !== 'zh') return language;
  return script === 'Hant' ? 'zh-tw' : 'zh-cn';
}
