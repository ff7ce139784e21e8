import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { validationFailed } from '../errors.js';
import { changeItem } from '../items/item-changes.js';
import { type OpenedItem, sectionPath } from '../items/item-gate.js';
import { References } from '../items/references.js';
import { deskColumns } from '../items/revisions.js';
import type { Revision } from '../items/revision.entity.js';
import { Outbox } from '../outbox/outbox.js';
import { StaleDocuments } from '../published/stale-documents.js';
import { DocumentRenderer } from './document-renderer.js';
import { Publication, type ChangeType } from './publication.entity.js';
import { databaseTime, endPublication } from './publication-time.js';
import { lockSectionLine } from './publication-locks.js';
import { settleAddress } from './publication-slug.js';

/** A publication that has been decided: nothing here asks whether it may be. */
export interface DecidedPublication {
  publicationId: string;
  action: 'publish' | 'republish';
  changeType: ChangeType;
  note: string | null;
  publicNote: string | null;
  approvalId: string | null;
  firstPublishedAt: Date | null;
}

/** Writes a publication: record, pointers, times, address, references, document, audit, outbox. */
@Injectable()
export class GoLive {
  constructor(
    private readonly references: References,
    private readonly renderer: DocumentRenderer,
    private readonly stale: StaleDocuments,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** The item is locked, and so is what the document is made from. */
  async run(
    tx: EntityManager,
    actor: Principal,
    { item, kind }: OpenedItem,
    revision: Revision,
    decided: DecidedPublication,
  ): Promise<void> {
    const sectionId = revision.content.sectionId ?? null;
    await lockSectionLine(tx, sectionId);
    const slug = await settleAddress(tx, kind, item, revision);
    const at = await databaseTime(tx);
    const firstPublishedAt = item.firstPublishedAt ?? decided.firstPublishedAt ?? at;
    if (firstPublishedAt > at) throw inTheFuture();
    await endPublication(tx, item.id, at);

    const references = kind.references(revision.content);
    const publication = tx.getRepository(Publication).create({
      id: decided.publicationId,
      itemId: item.id,
      revision: revision.number,
      changeType: decided.changeType,
      note: decided.note,
      publicNote: decided.publicNote,
      publishedBy: actor.staffId,
      approvalId: decided.approvalId,
      liveFrom: at,
      liveTo: null,
      slug,
      sectionPath: await sectionPath(tx, sectionId),
      bylineNames: await this.bylineNames(tx, references),
    });
    await tx.insert(Publication, publication);
    const keepsDraft = decided.action === 'republish' && item.draftRevision !== null;
    await changeItem(tx, item, {
      visibility: 'live',
      liveRevision: revision.number,
      lastLiveRevision: revision.number,
      liveHeadline: kind.headline(revision.content),
      liveSlug: slug,
      liveSectionId: sectionId,
      firstPublishedAt,
      updatedAt: decided.changeType === 'minor' ? item.updatedAt : at,
      ...(keepsDraft
        ? {}
        : { draftRevision: null, stage: null, assigneeId: null, ...deskColumns(kind, revision, slug) }),
    });
    await this.references.write(tx, item.id, 'live', references);
    if (!keepsDraft) await this.references.write(tx, item.id, 'draft', []);
    await this.renderer.render(tx, { item, revision, publication });
    await this.stale.markByTarget(tx, item.id);
    await this.audit.record(tx, actor, {
      action: decided.action,
      itemId: item.id,
      revision: revision.number,
      details: {
        publicationId: publication.id,
        changeType: decided.changeType,
        ...(decided.firstPublishedAt
          ? { statedFirstPublishedAt: decided.firstPublishedAt.toISOString() }
          : {}),
      },
    });
    await this.outbox.append(tx, {
      event: 'published',
      itemId: item.id,
      details: { revision: revision.number, changeType: decided.changeType },
    });
  }

  private async bylineNames(
    tx: EntityManager,
    references: Parameters<References['resolve']>[1],
  ): Promise<Record<string, string>> {
    const { authors } = await this.references.resolve(
      tx,
      references.filter((reference) => reference.role === 'byline'),
      'readers',
    );
    return Object.fromEntries([...authors].map(([id, { name }]) => [id, name]));
  }
}

/** The refusal of a first publication that is stated to be yet to come. */
export function inTheFuture(): Error {
  return validationFailed([
    { pointer: '/firstPublishedAt', code: 'in_the_future', message: 'must not be in the future' },
  ]);
}
