import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Resolved } from '../content/reference.js';
import { newId } from '../database/id.js';
import type { ChangeType } from '../items/change-type.js';
import { changeItem } from '../items/item-changes.js';
import type { OpenedItem } from '../items/item-gate.js';
import { References } from '../items/references.js';
import { deskColumns } from '../items/revisions.js';
import type { Revision } from '../items/revision.entity.js';
import { Outbox } from '../outbox/outbox.js';
import { StaleDocuments } from '../published/stale-documents.js';
import { recordCorrection } from './correction-records.js';
import { DocumentRenderer } from './document-renderer.js';
import { Publication } from './publication.entity.js';
import { closePublication } from './publication-time.js';
import { settleAddress } from './publication-slug.js';
import { setRedirect } from './redirect-target.js';

/** The two actions that make something live. */
export type PublicationAction = 'publish' | 'republish';

/** A publication that has been decided: nothing here asks whether it may be. */
export interface DecidedPublication {
  action: PublicationAction;
  revision: Revision;
  /** What the revision refers to, as it is under the locks of this publication. */
  resolved: Resolved;
  /** The database's time, read under the lock of the item. */
  at: Date;
  changeType: ChangeType;
  note: string | null;
  publicNote: string | null;
  /** The current correction of the item that this one takes the place of. */
  supersedes: string | null;
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
    opened: OpenedItem,
    decided: DecidedPublication,
  ): Promise<void> {
    const { item, kind } = opened;
    const { action, revision, resolved, at } = decided;
    const { slug, takenFrom } = await settleAddress(tx, kind, item, revision);
    await closePublication(tx, item.id, at);
    const publication = publicationOf(actor, opened, decided, slug);
    await tx.insert(Publication, publication);
    const correctionId = await recordCorrection(tx, publication, decided.supersedes);
    if (item.visibility === 'withdrawn') await setRedirect(tx, item.id, null);
    const keepsDraft = action === 'republish' && item.draftRevision !== null;
    await changeItem(tx, item, {
      visibility: 'live',
      liveRevision: revision.number,
      lastLiveRevision: revision.number,
      liveHeadline: kind.headline(revision.content),
      liveSlug: slug,
      liveSectionId: revision.content.sectionId ?? null,
      firstPublishedAt: item.firstPublishedAt ?? decided.firstPublishedAt ?? at,
      updatedAt: decided.changeType === 'minor' ? item.updatedAt : at,
      ...(keepsDraft
        ? {}
        : { draftRevision: null, stage: null, assigneeId: null, ...deskColumns(kind, revision, slug) }),
    });
    const live = kind.references(revision.content);
    await this.references.settle(tx, item.id, keepsDraft ? { live } : { live, draft: [] });
    await this.renderer.render(tx, { item, revision, publication, resolved });
    await this.stale.markByTarget(tx, item.id);
    const { changeType, publicNote, firstPublishedAt: stated } = decided;
    await this.audit.record(tx, actor, {
      action,
      itemId: item.id,
      revision: revision.number,
      details: {
        publicationId: publication.id,
        changeType,
        ...(publicNote === null ? {} : { publicNote }),
        ...(correctionId === null ? {} : { correctionId, supersedes: decided.supersedes }),
        ...(takenFrom === null ? {} : { slug, addressTakenFrom: takenFrom }),
        ...(stated ? { statedFirstPublishedAt: stated.toISOString() } : {}),
      },
    });
    await this.outbox.append(tx, {
      event: 'published',
      itemId: item.id,
      details: { revision: revision.number, changeType },
    });
  }
}

function publicationOf(
  actor: Principal,
  { item, target }: OpenedItem,
  { revision, resolved, at, changeType, note, publicNote, approvalId }: DecidedPublication,
  slug: string | null,
): Publication {
  const staysWhereDeskHasIt = (revision.content.sectionId ?? null) === item.sectionId;
  return Object.assign(new Publication(), {
    id: newId(),
    itemId: item.id,
    revision: revision.number,
    changeType,
    note,
    publicNote,
    publishedBy: actor.staffId,
    approvalId,
    liveFrom: at,
    liveTo: null,
    slug,
    sectionPath: staysWhereDeskHasIt ? target.sectionPath : target.liveSectionPath,
    bylineNames: Object.fromEntries([...resolved.authors].map(([id, { name }]) => [id, name])),
  });
}
