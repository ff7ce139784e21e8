import { Injectable } from '@nestjs/common';
import { LiveDocuments } from '../../published/live-documents.js';
import { DOCUMENT_HEADERS } from '../document-headers.js';
import { kindBelow } from '../item-paths.js';
import type { MadeAnswer } from './made-answer.js';

/** What most readers ask for: a document at its address, spelled as we spell it, and nothing with it. */
const PLAIN = /^\/delivery\/v1\/([a-z]+)\/([a-z0-9-]{1,200})$/;

/**
 * Makes the answers to the plainest questions from one lookup each, without the framework, whose way to the same bytes costs
 * more than they do. Everything else is left to it: other spellings, formats, and what is not or no longer there.
 */
@Injectable()
export class DirectDocuments {
  constructor(private readonly documents: LiveDocuments) {}

  /** Whether the URL is one of a document. */
  has(url: string): boolean {
    const part = PLAIN.exec(url)?.[1];
    return part !== undefined && kindBelow(part) !== undefined;
  }

  /** The answer at the URL; null for what is not simply there. */
  async read(url: string): Promise<MadeAnswer | null> {
    const [, path = '', slug = ''] = PLAIN.exec(url) ?? [];
    const kind = kindBelow(path);
    if (kind === undefined) return null;
    const found = await this.documents.byAddress(kind, slug);
    if (found === null) return null;
    const { itemId, bytes: body, etag, lastModified } = found;
    const restsOn = { itemId };
    return {
      facts: { status: 200, headers: DOCUMENT_HEADERS, etag, lastModified, restsOn, requestId: '' },
      body,
    };
  }
}
