import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Config } from '../config.js';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { likePattern } from '../database/like-pattern.js';
import { SqlParameters } from '../database/sql-parameters.js';
import type { PhotoView } from './photo.dto.js';
import { PhotoPresenter } from './photo-presenter.js';
import { Photo } from './photo.entity.js';
import type { PhotoListQuery, RightsState } from './photo-list.dto.js';

/** Ids are made in the order of time. */
const NEWEST_FIRST: readonly SortKey[] = [{ sql: 'id', type: 'uuid', descending: true }];

/** The most words that are looked for; whoever sends more has pasted something. */
const MOST_WORDS = 20;

const VALID = `coalesce(rights_valid_from <= now(), true) and coalesce(rights_valid_until > now(), true)`;
const RIGHTS: Readonly<Record<Exclude<RightsState, 'ending'>, string>> = {
  valid: VALID,
  not_begun: 'rights_valid_from > now()',
  ended: 'rights_valid_until <= now()',
};

/** Finds photos, by what their files say of themselves and by what has become of them. */
@Injectable()
export class PhotoSearch {
  constructor(
    private readonly config: Config,
    private readonly keyset: Keyset,
    private readonly presenter: PhotoPresenter,
  ) {}

  /** A page of the photos that all filters hold for, newest first. */
  async list(db: EntityManager, list: ListRequest, query: PhotoListQuery): Promise<Page<PhotoView>> {
    const parameters = new SqlParameters();
    const conditions = [
      this.keyset.after(list, NEWEST_FIRST, parameters),
      ...conditionsOf(query, parameters, this.config.rightsWarningDays),
    ];
    const rows = await db.query<{ id: string }[]>(
      `select id from photo where ${conditions.join(' and ')}
        order by ${this.keyset.orderBy(NEWEST_FIRST)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.id]);
    const photos = await db.getRepository(Photo).findBy({ id: In(page.items.map(({ id }) => id)) });
    const byId = new Map(photos.map((photo) => [photo.id, photo]));
    return {
      ...page,
      items: page.items.flatMap(({ id }) => byId.get(id) ?? []).map((photo) => this.presenter.view(photo)),
    };
  }
}

function conditionsOf(query: PhotoListQuery, parameters: SqlParameters, warningDays: number): string[] {
  const { q, creator, credit, place, takenFrom, takenTo, used, rights } = query;
  const like = (text: string): string => parameters.add(likePattern(text));
  const conditions: string[] = [];
  if (q !== undefined) {
    conditions.push(`photo_words(filename, metadata) @@ ${parameters.add(beginnings(q))}::tsquery`);
  }
  if (creator !== undefined) {
    conditions.push(
      `exists (select from jsonb_array_elements_text(metadata -> 'creator') name where name ilike ${like(creator)})`,
    );
  }
  if (credit !== undefined) conditions.push(`metadata ->> 'creditLine' ilike ${like(credit)}`);
  if (place !== undefined) {
    conditions.push(
      `exists (select from jsonb_each_text(metadata -> 'place') part where part.value ilike ${like(place)})`,
    );
  }
  if (takenFrom !== undefined) {
    conditions.push(`left(metadata ->> 'dateTaken', 10) >= ${parameters.add(takenFrom)}`);
  }
  if (takenTo !== undefined) {
    conditions.push(`left(metadata ->> 'dateTaken', 10) <= ${parameters.add(takenTo)}`);
  }
  if (used !== undefined) {
    conditions.push(
      `${used === 'true'} = exists (select from photo_use where photo_use.photo_id = photo.id)`,
    );
  }
  if (rights === 'ending') {
    const days = parameters.add(warningDays);
    conditions.push(`${VALID} and rights_valid_until <= now() + ${days} * interval '24 hours'`);
  } else if (rights !== undefined) {
    conditions.push(`(${RIGHTS[rights]})`);
  }
  return conditions;
}

/**
 * The search for all of the words, each by its beginning, as PostgreSQL writes it: `'ferr':* & 'dawn':*`. Only letters,
 * digits and marks get into it, so nothing of it can be taken for an operator; without any, nothing is found.
 */
function beginnings(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words
    .slice(0, MOST_WORDS)
    .map((word) => `'${word}':*`)
    .join(' & ');
}
