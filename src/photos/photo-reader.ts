import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { likePattern } from '../database/like-pattern.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { notFound } from '../errors.js';
import { type PhotoView, photoView } from './photo.dto.js';
import { Photo } from './photo.entity.js';

/** Ids are made in the order of time. */
const NEWEST_FIRST: readonly SortKey[] = [{ sql: 'id', type: 'uuid', descending: true }];

/** Reads photos; all staff may see all of them. */
@Injectable()
export class PhotoReader {
  constructor(private readonly keyset: Keyset) {}

  /** The photo. Throws `not_found`. */
  async byId(db: EntityManager, id: string): Promise<Photo> {
    const photo = await db.getRepository(Photo).findOneBy({ id });
    if (!photo) throw notFound('photo');
    return photo;
  }

  /** The photo that has this original, if there is one. */
  async bySha256(db: EntityManager, sha256: string): Promise<Photo | null> {
    return db.getRepository(Photo).findOneBy({ sha256 });
  }

  /** A page of the photos, newest first; `q` is a part of the file name. */
  async list(db: EntityManager, list: ListRequest, q: string | null): Promise<Page<PhotoView>> {
    const parameters = new SqlParameters();
    const after = this.keyset.after(list, NEWEST_FIRST, parameters);
    const matches = q === null ? 'true' : `filename ilike ${parameters.add(likePattern(q))}`;
    const rows = await db.query<{ id: string }[]>(
      `select id from photo where ${after} and ${matches}
        order by ${this.keyset.orderBy(NEWEST_FIRST)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.id]);
    const photos = await db.getRepository(Photo).findBy({ id: In(page.items.map(({ id }) => id)) });
    const byId = new Map(photos.map((photo) => [photo.id, photo]));
    return { ...page, items: page.items.flatMap(({ id }) => byId.get(id) ?? []).map(photoView) };
  }
}
