import { Injectable } from '@nestjs/common';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { ReaderStatements } from './replicas/reader-statements.js';

/** An author as readers see them: never an e-mail address, never an id. */
export interface AuthorProfile {
  slug: string;
  name: string;
  jobTitle: string | null;
  bio: string | null;
  links: unknown[];
}

interface Row {
  id: string;
  slug: string;
  name: string;
  job_title: string | null;
  bio: string | null;
  links: unknown[];
}

const COLUMNS = 'id, slug, name, job_title, bio, links';

const BY_NAME: readonly SortKey[] = [
  { sql: 'name', type: 'text', descending: false },
  { sql: 'id', type: 'uuid', descending: false },
];

/** The bylines' profiles, as far as readers are concerned. */
@Injectable()
export class PublishedAuthors {
  constructor(
    private readonly statements: ReaderStatements,
    private readonly keyset: Keyset,
  ) {}

  /** One page of all authors by name. Throws `invalid_cursor`. */
  async page(list: ListRequest): Promise<Page<AuthorProfile>> {
    const parameters = new SqlParameters();
    const rows = await this.statements.query<Row>(
      list.cursor === null ? 'published authors' : 'published authors after',
      `select ${COLUMNS} from published_author where ${this.keyset.after(list, BY_NAME, parameters)}
        order by ${this.keyset.orderBy(BY_NAME)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.name, row.id]);
    return { items: page.items.map(present), nextCursor: page.nextCursor };
  }

  /** The author with this slug, and the id that published items know them by; or null. */
  async find(slug: string): Promise<{ id: string; profile: AuthorProfile } | null> {
    const [row] = await this.statements.query<Row>(
      'published author',
      `select ${COLUMNS} from published_author where slug = $1`,
      [slug],
    );
    return row === undefined ? null : { id: row.id, profile: present(row) };
  }
}

function present({ slug, name, job_title: jobTitle, bio, links }: Row): AuthorProfile {
  return { slug, name, jobTitle, bio, links };
}
