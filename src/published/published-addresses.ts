import { Injectable } from '@nestjs/common';
import { ReaderStatements } from './replicas/reader-statements.js';

/** Where an article or an editorial is, as far as it takes to lead there. */
export interface PublishedAddress {
  kind: 'article' | 'editorial';
  slug: string;
  section: { path: string };
  /** The last change that readers were told of, else the first publication. */
  changedAt: Date;
}

interface Row {
  kind: 'article' | 'editorial';
  slug: string;
  path: string;
  changed_at: Date;
}

/**
 * A page is a range of so many numbers, some of which nobody has. Sitemaps may be ten times as long: this is what a process
 * writes without keeping others waiting.
 */
const NUMBERS_OF_A_PAGE = 5_000;

const STORIES = `state = 'live' and kind in ('article', 'editorial')`;

/** One look into the index for each page, from each to the next that has something on it. */
const PAGES = `
  with recursive page (n) as (
    select ${pageAfter('0')}
    union all
    select ${pageAfter('page.n')} from page where n is not null)
  select n from page where n is not null`;

/** Each by its key, so that the plan is the same however many there are. */
const PAGE = `
  select item.kind, item.slug, item.path, item.changed_at
    from published_item numbered
    cross join lateral (
      select p.kind, p.slug, s.path, p.changed_at
        from readable_item p join published_section s on s.id = p.section_id
       where p.item_id = numbered.item_id and p.state = 'live' limit 1) item
   where numbered.state = 'live' and numbered.kind in ('article', 'editorial')
     and numbered.sitemap_number > ($1::bigint - 1) * ${NUMBERS_OF_A_PAGE}
     and numbered.sitemap_number <= $1::bigint * ${NUMBERS_OF_A_PAGE}
   order by numbered.sitemap_number`;

/** The addresses of all articles and editorials, in pages that stay as they are while others are added. */
@Injectable()
export class PublishedAddresses {
  constructor(private readonly statements: ReaderStatements) {}

  /** The numbers of the pages with something on them, from 1. */
  async pages(): Promise<number[]> {
    const rows = await this.statements.query<{ n: string }>('address pages', PAGES, []);
    return rows.map(({ n }) => Number(n));
  }

  /** What is on the page, in the order of the first publication; nothing for one that there is not. */
  async page(number: number): Promise<PublishedAddress[]> {
    const rows = await this.statements.query<Row>('address page', PAGE, [number]);
    return rows.map(({ kind, slug, path, changed_at: changedAt }) => ({
      kind,
      slug,
      section: { path },
      changedAt,
    }));
  }
}

/** The number of the next page after that one, as a scalar query; null at the end. */
function pageAfter(page: string): string {
  return `(select (sitemap_number + ${NUMBERS_OF_A_PAGE - 1}) / ${NUMBERS_OF_A_PAGE} from published_item
    where ${STORIES} and sitemap_number > ${page} * ${NUMBERS_OF_A_PAGE} order by sitemap_number limit 1)`;
}
