import { Injectable } from '@nestjs/common';
import { Matches, MaxLength, IsOptional, IsString } from 'class-validator';
import { Config } from '../config.js';
import type { ListRequest, Page } from '../database/keyset.js';
import type { Call } from './call.js';

const DEFAULT_LIMIT = 20;

/** The query of every list. Extend it with the list's own filters. */
export class ListQuery {
  /** How many to return, 1 to 100. */
  @IsOptional()
  @Matches(/^([1-9]\d?|100)$/, { message: 'must be a whole number from 1 to 100' })
  limit?: string;

  /** Where to go on: the `nextCursor` of the page before, with the same filters. */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
}

/** What the query asks of the list at `route`; everything besides limit and cursor is a filter. */
export function listRequest(route: string, query: ListQuery): ListRequest {
  const { limit, cursor, ...filters } = query;
  return {
    route,
    filters: { ...filters },
    limit: limit === undefined ? DEFAULT_LIMIT : Number(limit),
    cursor: cursor ?? null,
  };
}

/** Answers with pages of lists. */
@Injectable()
export class Lists {
  constructor(private readonly config: Config) {}

  /** Answers with the page, and with `Link: rel="next"` (RFC 8288) where there is another. */
  send<T>({ request, reply }: Pick<Call, 'request' | 'reply'>, page: Page<T>): Page<T> {
    if (page.nextCursor !== null) {
      reply.header('Link', nextLink(this.config.publicUrl, request.url, page.nextCursor));
    }
    return page;
  }
}

/** The value of the Link header that leads to the page after this one. */
export function nextLink(publicUrl: string, requestUrl: string, cursor: string): string {
  const url = new URL(requestUrl, publicUrl);
  url.searchParams.set('cursor', cursor);
  return `<${publicUrl}${url.pathname}${url.search}>; rel="next"`;
}
