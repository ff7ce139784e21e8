import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { databaseTime } from '../database/database-time.js';
import type { Precondition } from '../http/precondition.js';
import type { Item } from '../items/item.entity.js';
import { ItemGate, type OpenedItem } from '../items/item-gate.js';
import type { Revision } from '../items/revision.entity.js';
import { Revisions } from '../items/revisions.js';
import type { RunningPlan } from '../schedules/planned-schedules.js';
import { ACTIONS } from '../workflow/actions.js';
import type { PublicationAction } from './decided-publication.js';
import { GoLive } from './go-live.js';
import { PublicationJudge, referencesOf, whereItGoes } from './publication-judge.js';
import { lockForPublication } from './publication-locks.js';
import {
  checkAgainst,
  checkNotAhead,
  checkNotes,
  type PublicationRequest,
  saidWith,
} from './publication-request.js';
import type { RepublishBody } from './publishing.dto.js';

/** A publication that was planned, and whose time has come. */
export interface PinnedPublication extends RunningPlan {
  itemId: string;
  revision: number;
  request: RepublishBody;
}

/**
 * Publishes: the draft's revision, the last live one (republish), or one that a schedule pins. API, schedules and imports
 * all come here.
 */
@Injectable()
export class Publish {
  constructor(
    private readonly gate: ItemGate,
    private readonly judge: PublicationJudge,
    private readonly revisions: Revisions,
    private readonly goLive: GoLive,
  ) {}

  /** Makes the draft's revision the live one. Throws in the contract's order of refusals. */
  async publish(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    request: PublicationRequest,
  ): Promise<void> {
    return this.run(tx, actor, id, seen, request, 'publish');
  }

  /** Brings a withdrawn item back as it was last; its first publication stays what it was. */
  async republish(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    request: RepublishBody,
  ): Promise<void> {
    return this.run(tx, actor, id, seen, request, 'republish');
  }

  /**
   * Makes the pinned revision the live one, under the locks of `lock` and by the planner's rights; a newer draft stays as
   * it is. Throws the first refusal.
   */
  async publishPinned(tx: EntityManager, planner: Principal, plan: PinnedPublication): Promise<void> {
    const at = await databaseTime(tx);
    const opened = await this.gate.unjudged(tx, plan.itemId);
    await checkAgainst(tx, opened.item, plan.request);
    const revision = await this.revisions.find(tx, plan.itemId, plan.revision);
    const target = revision ? await whereItGoes(tx, opened, revision) : opened;
    const overridesRights = this.overridesRights(planner, target, plan.request);
    const judged = await this.judge.demand(tx, planner, target, {
      row: 'schedule',
      revision,
      at,
      overridesRights,
    });
    await this.goLive.run(tx, planner, opened, {
      action: 'publish',
      ...judged,
      ...saidWith(opened.item, plan.request),
      at,
      firstPublishedAt: null,
      plan,
    });
  }

  /** Locks an item, and what the publication of its revision rests on, for what was planned before. */
  async lock(tx: EntityManager, id: string, revisionNumber: number | null): Promise<void> {
    await this.lockOpened(tx, await this.gate.unjudged(tx, id), revisionNumber);
  }

  /**
   * Locks in the order that all publications share, and gives the revision, which stays what it is. Which one goes out is
   * read before any lock: a save in between moves the item's version, and who compares that finds out, or locks again.
   */
  private async lockOpened(
    tx: EntityManager,
    { item, kind }: OpenedItem,
    revisionNumber: number | null,
  ): Promise<Revision | null> {
    const revision = await this.revisions.find(tx, item.id, revisionNumber);
    await lockForPublication(tx, item.id, {
      references: referencesOf(kind, revision),
      photoId: revision?.content.photoId ?? null,
      sectionIds: [item.sectionId, item.liveSectionId, revision?.content.sectionId ?? null],
    });
    return revision;
  }

  private async run(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    request: PublicationRequest,
    action: PublicationAction,
  ): Promise<void> {
    checkNotes(request);
    const before = await this.gate.see(tx, actor, id);
    const foreseen = await this.lockOpened(tx, before, revisionToGoOut(before.item, action));
    const at = await databaseTime(tx);
    checkNotAhead(request, at);
    const opened = await this.gate.change(tx, actor, id, seen, ACTIONS[action].permission);
    await checkAgainst(tx, opened.item, request);
    if (request.firstPublishedAt) this.gate.demand(actor, 'item.backdate', opened.target);
    const overridesRights = this.overridesRights(actor, opened, request);
    const number = revisionToGoOut(opened.item, action);
    const revision = foreseen?.number === number ? foreseen : await this.lockOpened(tx, opened, number);
    const judged = await this.judge.demand(tx, actor, opened, {
      row: action,
      revision,
      at,
      overridesRights,
    });
    await this.goLive.run(tx, actor, opened, {
      action,
      ...judged,
      approval: action === 'publish' ? judged.approval : null,
      ...saidWith(opened.item, request),
      at,
      firstPublishedAt: request.firstPublishedAt ?? null,
    });
  }

  /** Throws `forbidden` for who answers for rights without being one who may. */
  private overridesRights(
    actor: Principal,
    { target }: OpenedItem,
    { overrideRights }: RepublishBody,
  ): boolean {
    if (!overrideRights) return false;
    this.gate.demand(actor, 'photo.rights', target);
    return true;
  }
}

function revisionToGoOut(item: Item, action: PublicationAction): number | null {
  return action === 'republish' ? item.lastLiveRevision : item.draftRevision;
}
