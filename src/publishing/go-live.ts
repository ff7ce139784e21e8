import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { changeItem } from '../items/item-changes.js';
import type { OpenedItem } from '../items/item-gate.js';
import { settleReferences } from '../items/reference-rows.js';
import { deskColumns } from '../items/revisions.js';
import { Outbox } from '../outbox/outbox.js';
import { StaleDocuments } from '../published/stale-documents.js';
import { PlannedSchedules, type RunningPlan } from '../schedules/planned-schedules.js';
import { settleAddress } from './addresses/publication-slug.js';
import { setRedirect } from './addresses/redirect-target.js';
import { recordCorrection } from './corrections/correction-records.js';
import type { DecidedPublication } from './decided-publication.js';
import type { Publication } from './publication.entity.js';
import { recordPublication } from './publication-record.js';
import { DocumentRenderer } from './rendering/document-renderer.js';
import { markAnswered } from './rights/rights-ends.js';

/** Writes a publication: record, pointers, times, address, references, document, audit, outbox. */
@Injectable()
export class GoLive {
  constructor(
    private readonly renderer: DocumentRenderer,
    private readonly stale: StaleDocuments,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly plans: PlannedSchedules,
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
    const publication = await recordPublication(tx, actor, item, decided, slug);
    const correctionId = await recordCorrection(tx, publication, decided.supersedes);
    if (item.visibility === 'withdrawn') await setRedirect(tx, item.id, null);
    // One that is newer than what goes out stays, stage and all.
    const keepsDraft = item.draftRevision !== null && item.draftRevision !== revision.number;
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
    if (decided.rightsOverride !== null) await markAnswered(tx, [item.id, ...resolved.captions.keys()]);
    const live = kind.references(revision.content);
    await settleReferences(tx, item.id, keepsDraft ? { live } : { live, draft: [] });
    await this.renderer.render(tx, { item, revision, publication, resolved });
    const { changeType, publicNote, firstPublishedAt: stated, plan } = decided;
    await this.stale.markByTarget(tx, { itemId: item.id, action, revision: revision.number, changeType });
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
        ...(decided.rightsOverride === null ? {} : { rightsOverride: decided.rightsOverride }),
        ...(stated ? { statedFirstPublishedAt: stated.toISOString() } : {}),
        ...(plan ? { scheduleId: plan.scheduleId, plannedFor: plan.plannedFor.toISOString() } : {}),
      },
    });
    await this.settlePlans(tx, actor, publication, plan);
    await this.outbox.append(tx, {
      event: 'published',
      itemId: item.id,
      details: { revision: revision.number, changeType },
    });
  }

  /** What readers have now, or have gone past, is not published again by a schedule. */
  private async settlePlans(
    tx: EntityManager,
    actor: Principal,
    { id, itemId, revision, liveFrom }: Publication,
    plan: RunningPlan | undefined,
  ): Promise<void> {
    if (plan) await this.plans.done(tx, actor, plan, { at: liveFrom, publicationId: id });
    await this.plans.end(
      tx,
      actor,
      { itemId, action: 'publish', upToRevision: revision },
      { outcome: 'overtaken', reason: `Revision ${revision} was published before.` },
    );
  }
}
