import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { newId } from '../database/id.js';
import { DomainError, validationFailed } from '../errors.js';
import type { Precondition } from '../http/precondition.js';
import type { Item } from '../items/item.entity.js';
import { ItemGate, type OpenedItem } from '../items/item-gate.js';
import { Revisions } from '../items/revisions.js';
import { ActionJudge, standingApproval } from '../workflow/action-judge.js';
import type { ActionName } from '../workflow/actions.js';
import type { ChangeType } from './publication.entity.js';
import { GoLive, inTheFuture } from './go-live.js';
import { lockForPublication } from './publication-locks.js';
import { PublicationReadiness } from './publication-readiness.js';
import { isSlugTaken } from './publication-slug.js';

/** What may be said with a publication. */
export interface PublicationRequest {
  changeType?: ChangeType;
  note?: string | null;
  publicNote?: string | null;
  /** Stated for a first publication in the past: archives and imports. */
  firstPublishedAt?: Date;
}

const WITH_PUBLIC_NOTE: readonly ChangeType[] = ['correction', 'clarification'];

/** Publishes: the draft's revision, or (republish) the last live one. API, schedules and imports all come here. */
@Injectable()
export class Publish {
  constructor(
    private readonly gate: ItemGate,
    private readonly judge: ActionJudge,
    private readonly revisions: Revisions,
    private readonly readiness: PublicationReadiness,
    private readonly live: GoLive,
  ) {}

  /** Makes the draft's revision the live one. Throws in the contract's order of refusals. */
  async run(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    request: PublicationRequest,
  ): Promise<void> {
    return this.publish(tx, actor, id, seen, request, 'publish');
  }

  /** Brings a withdrawn item back as it was last; its first publication stays what it was. */
  async republish(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    request: PublicationRequest,
  ): Promise<void> {
    return this.publish(tx, actor, id, seen, request, 'republish');
  }

  private async publish(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    request: PublicationRequest,
    action: Extract<ActionName, 'publish' | 'republish'>,
  ): Promise<void> {
    const changeType = request.changeType ?? 'minor';
    if (WITH_PUBLIC_NOTE.includes(changeType) && !request.publicNote) {
      throw new DomainError('public_note_required');
    }
    if (request.firstPublishedAt && request.firstPublishedAt > new Date()) throw inTheFuture();
    await this.lock(tx, actor, id, action);
    const opened = await this.gate.change(tx, actor, id, seen, 'item.publish');
    const { item } = opened;
    this.checkRequest(actor, opened, request);
    const revision = await this.revisions.find(tx, id, revisionToGoOut(item, action));
    const facts = await this.judge.reviewFactsOf(tx, actor, opened);
    const problems = revision ? await this.readiness.problems(tx, opened, revision) : [];
    const slugTaken = revision !== null && (await isSlugTaken(tx, opened.kind, item, revision));
    this.judge.demand(action, { ...facts, problems, slugTaken });
    if (!revision) throw new Error(`Item ${id} passed the table without a revision to publish.`);
    await this.live.run(tx, actor, opened, revision, {
      action,
      changeType: item.firstPublishedAt === null ? 'minor' : changeType,
      note: request.note ?? null,
      publicNote: request.publicNote ?? null,
      approvalId: action === 'publish' ? ((await standingApproval(tx, opened))?.id ?? null) : null,
      firstPublishedAt: request.firstPublishedAt ?? null,
      publicationId: newId(),
    });
  }

  /**
   * Locks in the order that all publications share. What is to be locked is read before any lock: a save
   * in between moves the item's version, and the comparison that follows finds out.
   */
  private async lock(tx: EntityManager, actor: Principal, id: string, action: ActionName): Promise<void> {
    const { item, kind } = await this.gate.see(tx, actor, id);
    const revision = await this.revisions.find(tx, id, revisionToGoOut(item, action));
    await lockForPublication(tx, id, revision ? kind.references(revision.content) : []);
  }

  private checkRequest(actor: Principal, { item, target }: OpenedItem, request: PublicationRequest): void {
    const isFirst = item.firstPublishedAt === null;
    if (isFirst && request.changeType && WITH_PUBLIC_NOTE.includes(request.changeType)) {
      throw validationFailed([
        {
          pointer: '/changeType',
          code: 'not_for_first_publication',
          message: `cannot be ${request.changeType}: the item was never published`,
        },
      ]);
    }
    if (request.firstPublishedAt === undefined) return;
    this.gate.demand(actor, 'item.backdate', target);
    if (!isFirst) {
      throw validationFailed([
        {
          pointer: '/firstPublishedAt',
          code: 'already_published',
          message: 'was set when the item was first published, and never moves',
        },
      ]);
    }
  }
}

function revisionToGoOut(item: Item, action: ActionName): number | null {
  return action === 'republish' ? item.lastLiveRevision : item.draftRevision;
}
