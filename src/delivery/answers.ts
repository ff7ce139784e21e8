import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config.js';
import type { Page } from '../database/keyset.js';
import { DomainError, notFound } from '../errors.js';
import { etagOfBytes, isNotModified } from '../http/conditional.js';
import { FOREIGN_FILE_POLICY } from '../http/foreign-files.js';
import { Lists } from '../http/lists.js';
import type { PublishedAnswer, PublishedDocument, Tombstone } from '../published/published-reader.js';
import type { ShownRenditions } from '../published/published-renditions.js';
import type { OpenRendition } from '../published/rendition-source.js';
import { parseDelivered } from './formats/delivered-document.js';
import type { DocumentFormat } from './formats/document-format.js';
import { Fills } from './hot/fills.js';
import { itemPath } from './item-paths.js';
import { jsonObject } from './json-object.js';
import { redirect, send } from './send.js';

/** For what never changes at its address. */
const FOR_GOOD = 'public, max-age=31536000, immutable';

/** Sends what readers asked for, with what caches need to know of it; 304 where their copy is still good. */
@Injectable()
export class Answers {
  constructor(
    private readonly config: Config,
    private readonly lists: Lists,
    private readonly fills: Fills,
  ) {}

  /**
   * A document, whole, as it is or in the format, or 301 to where it is or readers are led. Throws `killed` or `withdrawn`
   * with the notice, where the format has no words for that, and `not_found` for null.
   */
  sendDocument(
    request: FastifyRequest,
    reply: FastifyReply,
    found: PublishedAnswer | null,
    what: string,
    format: DocumentFormat | null = null,
  ): void {
    if (found === null) throw notFound(what);
    if (found.state === 'moved') {
      this.sendAway(request, reply, itemPath(found));
      return;
    }
    if (found.state === 'redirected') {
      redirect(reply, new URL(found.url, this.config.publicUrl).href);
      return;
    }
    if (found.state !== 'live') {
      if (!format?.canceled) throw gone(found);
      void reply
        .status(410)
        .header('Cache-Control', 'no-store')
        .header('Content-Type', format.mediaType)
        .send(format.canceled(found));
      return;
    }
    this.fills.describe(request.raw, { itemId: found.itemId }, found.lastModified);
    if (format === null) send(request, reply, found.bytes, found);
    else this.sendFormatted(request, reply, found, format);
  }

  /** What was written out for this answer, as the media type. Its tag is that of its bytes; it has no time, as in `sendObject`. */
  sendText(request: FastifyRequest, reply: FastifyReply, text: string, mediaType: string): void {
    const bytes = Buffer.from(text);
    send(request, reply, bytes, { etag: etagOfBytes(bytes), lastModified: null }, mediaType);
  }

  private sendFormatted(
    request: FastifyRequest,
    reply: FastifyReply,
    { bytes, lastModified }: PublishedDocument,
    format: DocumentFormat,
  ): void {
    const made = Buffer.from(format.of(parseDelivered(bytes), this.config));
    send(request, reply, made, { etag: etagOfBytes(made), lastModified }, format.mediaType);
  }

  /** A picture that may be shown, by what `open` gives. Its address is of its content, so that caches may keep it. */
  async sendPicture(
    request: FastifyRequest,
    reply: FastifyReply,
    found: ShownRenditions | Tombstone | null,
    picture: { etag: string; open: () => Promise<OpenRendition | null> },
  ): Promise<void> {
    if (found === null) throw notFound('picture');
    if (found.state !== 'live') throw gone(found);
    const validators = { etag: picture.etag, lastModified: null };
    if (isNotModified(validators, request.headers)) {
      void reply.status(304).header('ETag', picture.etag).header('Cache-Control', FOR_GOOD).send();
      return;
    }
    const rendition = await picture.open();
    if (rendition === null) throw notFound('picture');
    void reply
      .header('ETag', picture.etag)
      .header('Cache-Control', FOR_GOOD)
      .header('Content-Type', rendition.mediaType)
      .header('Content-Length', rendition.bytes)
      .header('Content-Security-Policy', FOREIGN_FILE_POLICY)
      .send(rendition.stream);
  }

  /** That what was asked for is at another path below PUBLIC_URL; what was asked with it goes along. */
  sendAway(request: FastifyRequest, reply: FastifyReply, path: string): void {
    const { publicUrl } = this.config;
    const { search } = new URL(request.url.replace(/^[^?]*/, ''), publicUrl);
    redirect(reply, `${publicUrl}${path}${search}`);
  }

  /** Says what a list rests on, besides sections and authors: changes of all else do not end a kept copy of it. */
  restsOn(request: FastifyRequest, topics: readonly string[]): void {
    this.fills.describe(request.raw, { topics }, null);
  }

  /** A page of a list, made of finished cards or of plain values, with its `Link: rel="next"`; and what `more` says of it. */
  sendPage(
    request: FastifyRequest,
    reply: FastifyReply,
    page: Page<unknown>,
    more: Readonly<Record<string, unknown>> = {},
  ): void {
    const { items, nextCursor } = this.lists.send({ request, reply }, page);
    this.sendObject(request, reply, { items, ...more, nextCursor });
  }

  /**
   * An object put together for this answer. Its tag is that of its bytes. It has no Last-Modified: what
   * leaves a list makes nothing in it newer, so that a time would keep a killed item in caches.
   */
  sendObject(request: FastifyRequest, reply: FastifyReply, members: Readonly<Record<string, unknown>>): void {
    const bytes = jsonObject(members);
    send(request, reply, bytes, { etag: etagOfBytes(bytes), lastModified: null });
  }
}

function gone({ state, notice, at }: Tombstone): DomainError {
  return new DomainError(state, undefined, { notice, at: at.toISOString() });
}
