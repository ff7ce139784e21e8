import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Config } from '../../config.js';
import { databaseTime } from '../../database/database-time.js';
import { DomainError, notFound } from '../../errors.js';
import type { Document } from '../../items/item-kind.js';
import { Item } from '../../items/item.entity.js';
import { KindRegistry } from '../../items/kind-registry.js';
import { References } from '../../items/references.js';
import { Revision } from '../../items/revision.entity.js';
import { DocumentRenderer, type LiveItem } from '../rendering/document-renderer.js';
import { Publication } from '../publication.entity.js';
import { foreseenSlug } from '../addresses/publication-slug.js';

import { linkIdOf } from './preview-token.js';
import { LINK_STANDS } from './standing-link.js';

interface LinkRow {
  item_id: string;
  revision: number;
  stands: boolean;
}

/** What preview links open: the document that readers would get if the revision were published now. */
@Injectable()
export class Previews {
  constructor(
    private readonly config: Config,
    private readonly kinds: KindRegistry,
    private readonly references: References,
    private readonly renderer: DocumentRenderer,
  ) {}

  /**
   * The document behind the token; nothing is kept of it. Throws `not_found` for a token that was not signed here,
   * without asking the database, and `preview_ended` without a word of why.
   */
  async open(tx: EntityManager, token: string): Promise<Document> {
    const id = linkIdOf(this.config.secret, token);
    if (id === null) throw notFound('preview');
    const [link] = await tx.query<LinkRow[]>(
      `select l.item_id, l.revision, ${LINK_STANDS} as stands
         from preview_link l join item i on i.id = l.item_id where l.id = $1`,
      [id],
    );
    if (!link) throw notFound('preview');
    if (!link.stands) throw new DomainError('preview_ended');
    return this.renderer.document(tx, await this.asLive(tx, link));
  }

  /** The item as it is with this revision live, or as it would be. What is not live itself is left out as ever. */
  private async asLive(tx: EntityManager, { item_id: itemId, revision: number }: LinkRow): Promise<LiveItem> {
    const item = await tx.getRepository(Item).findOneByOrFail({ id: itemId });
    const revision = await tx.getRepository(Revision).findOneByOrFail({ itemId, number });
    const kind = this.kinds.get(item.kind);
    const open = await tx
      .getRepository(Publication)
      .findOneBy({ itemId, revision: number, liveTo: IsNull() });
    return {
      item: { ...item, liveSectionId: revision.content.sectionId ?? null },
      revision,
      publication: open ?? {
        slug: await foreseenSlug(tx, kind, item, revision),
        liveFrom: await databaseTime(tx),
        bylineNames: {},
      },
      resolved: await this.references.resolve(tx, kind.references(revision.content), 'readers'),
    };
  }
}
