import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Config } from '../../config.js';
import { etagOfBytes } from '../../http/conditional.js';
import { authorIds, type Resolved } from '../../content/reference.js';
import { Item } from '../../items/item.entity.js';
import type { Document, PublicationFacts } from '../../items/item-kind.js';
import { KindRegistry } from '../../items/kind-registry.js';
import { References } from '../../items/references.js';
import { Revision } from '../../items/revision.entity.js';
import { SearchIndex } from '../../published/search/search-index.js';
import { CaptionPictures } from '../../photos/renditions/caption-pictures.js';
import { RECIPE } from '../../photos/renditions/described-set.js';
import type { RenditionLinks } from '../../photos/renditions/rendition-links.js';
import { dateLabel } from '../../text/date-label.js';
import { currentCorrections } from '../corrections/correction-records.js';
import { Publication } from '../publication.entity.js';
import { lockForPublication } from '../publication-locks.js';

/** Raise it whenever what documents look like changes: those of another format are then rendered again. */
const FORMAT = 5;

/** A revision as it is live, or would be. */
export interface LiveItem {
  item: Item;
  revision: Revision;
  publication: Pick<Publication, 'slug' | 'liveFrom' | 'bylineNames'>;
  /** What the revision refers to, for readers. */
  resolved: Resolved;
}

/** Renders the documents that readers get, from a live revision and the inputs frozen in its publication. */
@Injectable()
export class DocumentRenderer {
  /** The code formats, of documents and of the pictures they name, and the settings that a document depends on. */
  readonly renderer: string;

  constructor(
    private readonly config: Config,
    private readonly kinds: KindRegistry,
    private readonly references: References,
    private readonly search: SearchIndex,
    private readonly pictures: CaptionPictures,
  ) {
    const { publicUrl, timeZone, language, photoAvif } = config;
    this.renderer = `${FORMAT}.${RECIPE} ${publicUrl} ${timeZone} ${language}${photoAvif ? ' avif' : ''}`;
  }

  /**
   * Renders the item's document, its card and what readers find it by, and puts them in place of those that were there;
   * gives the document's ETag.
   */
  async render(tx: EntityManager, live: LiveItem): Promise<string> {
    const { item, revision, publication, resolved } = live;
    const kind = this.kinds.get(item.kind);
    const document = await this.document(tx, live);
    const bytes = Buffer.from(JSON.stringify(document));
    const edition = kind.edition(revision.content);
    const etag = etagOfBytes(bytes);
    await tx.query(UPSERT, [
      item.id,
      item.kind,
      publication.slug,
      bytes,
      Buffer.from(JSON.stringify(kind.card(document))),
      etag,
      this.renderer,
      item.liveSectionId,
      authorIds(kind.references(revision.content)),
      revision.content.tags ?? [],
      item.firstPublishedAt,
      item.updatedAt,
      edition?.date ?? null,
      edition?.rank ?? null,
    ]);
    await this.search.write(
      tx,
      {
        id: item.id,
        kind: item.kind,
        sectionId: item.liveSectionId,
        firstPublishedAt: item.firstPublishedAt,
        language: revision.content.language ?? this.config.language,
      },
      kind.searchText(revision.content, withFrozenNames(resolved, publication)),
    );
    const caption = kind.asCaption?.(revision.content);
    if (caption) await this.pictures.settle(tx, item.id, caption);
    return etag;
  }

  /** The document that readers get of it; nothing is kept. */
  async document(tx: EntityManager, live: LiveItem): Promise<Document> {
    const { item, revision, publication, resolved } = live;
    const facts = await this.factsOf(tx, live);
    const kind = this.kinds.get(item.kind);
    return kind.document(revision.content, withFrozenNames(resolved, publication), facts);
  }

  /**
   * Renders a live item's document again, under the locks of a publication. The revision it is of, where readers see a
   * difference; else null.
   */
  async renderAgain(tx: EntityManager, itemId: string): Promise<number | null> {
    // What went live only just now was rendered by that, and is not to be rendered without its locks.
    if (!(await this.lock(tx, itemId))) return null;
    const item = await tx.getRepository(Item).findOneBy({ id: itemId, visibility: 'live' });
    const publication = await tx.getRepository(Publication).findOneBy({ itemId, liveTo: IsNull() });
    if (!item || !publication) return null;
    const revision = await tx
      .getRepository(Revision)
      .findOneByOrFail({ itemId, number: publication.revision });
    const references = this.kinds.get(item.kind).references(revision.content);
    const resolved = await this.references.resolve(tx, references, 'readers');
    const before = await etagOf(tx, itemId);
    const after = await this.render(tx, { item, revision, publication, resolved });
    return before === after ? null : revision.number;
  }

  /** Locks a live item and all that its document is made from, in the order of all publications; nothing else. Whether it was live. */
  async lock(tx: EntityManager, itemId: string): Promise<boolean> {
    const item = await tx.getRepository(Item).findOneBy({ id: itemId, visibility: 'live' });
    const revision = await tx.getRepository(Revision).findOneBy({ itemId, number: item?.liveRevision ?? 0 });
    if (!item || !revision) return false;
    await lockForPublication(tx, itemId, {
      references: this.kinds.get(item.kind).references(revision.content),
      photoId: revision.content.photoId ?? null,
      sectionIds: [item.liveSectionId],
    });
    return true;
  }

  private async factsOf(
    tx: EntityManager,
    { item, revision, publication }: LiveItem,
  ): Promise<PublicationFacts> {
    const { publicUrl, language, timeZone } = this.config;
    const publishedAt = item.firstPublishedAt ?? publication.liveFrom;
    const kind = this.kinds.get(item.kind);
    return {
      id: item.id,
      kind: item.kind,
      slug: publication.slug,
      url: `${publicUrl}/delivery/v1/${kind.path}/${publication.slug ?? item.id}`,
      section: await sectionWithAncestors(tx, item.liveSectionId),
      language,
      publishedAt: publishedAt.toISOString(),
      updatedAt: item.updatedAt?.toISOString() ?? null,
      dateLabel: dateLabel(publishedAt, item.updatedAt, timeZone),
      corrections: await currentCorrections(tx, item.id),
      renditions: await this.ownPictures(tx, item, revision),
    };
  }

  /** Of a kind that is placed in others: the pictures that it is about. */
  private async ownPictures(
    tx: EntityManager,
    item: Item,
    revision: Revision,
  ): Promise<RenditionLinks | null> {
    const caption = this.kinds.get(item.kind).asCaption?.(revision.content);
    if (!caption) return null;
    const links = await this.pictures.linksOf(tx, new Map([[item.id, caption]]));
    return links.get(item.id) ?? null;
  }
}

/** Byline names are those of the day of publication; the address of the profile follows the record. */
function withFrozenNames(resolved: Resolved, publication: LiveItem['publication']): Resolved {
  const authors = [...resolved.authors].map(([id, author]): [string, { name: string; slug: string }] => [
    id,
    { ...author, name: publication.bylineNames[id] ?? author.name },
  ]);
  return { ...resolved, authors: new Map(authors) };
}

async function sectionWithAncestors(
  tx: EntityManager,
  sectionId: string | null,
): Promise<PublicationFacts['section']> {
  if (sectionId === null) return null;
  const line = await tx.query<{ path: string; name: string }[]>(
    `select a.path, a.name from section s join section a on s.path = a.path or starts_with(s.path, a.path || '/')
      where s.id = $1 order by length(a.path)`,
    [sectionId],
  );
  const self = line.at(-1);
  return self ? { ...self, ancestors: line.slice(0, -1) } : null;
}

/** The same bytes again leave the times alone, so that nothing looks changed that is not. */
const UPSERT = `
  insert into published_item as p (item_id, kind, state, slug, document, card, etag, renderer, section_id,
      author_ids, tags, first_published_at, updated_at, changed_at, edition_date, edition_rank, last_modified)
    values ($1, $2, 'live', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
      coalesce($12::timestamptz, $11::timestamptz), $13, $14, clock_timestamp())
  on conflict (item_id) do update set state = 'live', slug = excluded.slug, document = excluded.document,
    card = excluded.card, etag = excluded.etag, renderer = excluded.renderer, section_id = excluded.section_id,
    author_ids = excluded.author_ids, tags = excluded.tags, first_published_at = excluded.first_published_at,
    updated_at = excluded.updated_at, changed_at = excluded.changed_at, edition_date = excluded.edition_date,
    edition_rank = excluded.edition_rank, notice = null, ended_at = null,
    last_modified = case when p.etag = excluded.etag then p.last_modified else excluded.last_modified end`;

async function etagOf(tx: EntityManager, itemId: string): Promise<string | null> {
  const [row] = await tx.query<{ etag: string }[]>('select etag from published_item where item_id = $1', [
    itemId,
  ]);
  return row?.etag ?? null;
}
