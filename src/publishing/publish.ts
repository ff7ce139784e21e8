import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import type { Reference } from '../content/reference.js';
import { databaseTime } from '../database/database-time.js';
import { DomainError, validationFailed } from '../errors.js';
import type { Precondition } from '../http/precondition.js';
import { isCorrection } from '../items/change-type.js';
import type { Item } from '../items/item.entity.js';
import { ItemGate, type OpenedItem } from '../items/item-gate.js';
import type { ItemKind } from '../items/item-kind.js';
import { References } from '../items/references.js';
import type { Revision } from '../items/revision.entity.js';
import { Revisions } from '../items/revisions.js';
import { ActionJudge } from '../workflow/action-judge.js';
import { ACTIONS } from '../workflow/actions.js';
import { checkSuperseded } from './correction-records.js';
import { GoLive, type PublicationAction } from './go-live.js';
import { lockForPublication } from './publication-locks.js';
import { publicationProblems } from './publication-readiness.js';
import { isSlugTaken } from './publication-slug.js';
import type { RepublishBody } from './publishing.dto.js';

/** What may be said with a publication. */
export interface PublicationRequest extends RepublishBody {
  /** Stated for a first publication in the past: archives and imports. */
  firstPublishedAt?: Date;
}

/** Publishes: the draft's revision, or (republish) the last live one. API, schedules and imports all come here. */
@Injectable()
export class Publish {
  constructor(
    private readonly gate: ItemGate,
    private readonly judge: ActionJudge,
    private readonly revisions: Revisions,
    private readonly references: References,
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

  private async run(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    request: PublicationRequest,
    action: PublicationAction,
  ): Promise<void> {
    const changeType = request.changeType ?? 'minor';
    if (isCorrection(changeType) && !request.publicNote) {
      throw new DomainError('public_note_required');
    }
    if (changeType === 'minor' && request.publicNote) {
      throw validationFailed([
        {
          pointer: '/publicNote',
          code: 'not_for_minor',
          message:
            'would not be shown: a minor change tells readers nothing. Say correction or clarification',
        },
      ]);
    }
    if (!isCorrection(changeType) && request.supersedes) throw onlyForCorrections();
    await this.lock(tx, actor, id, action);
    const at = await databaseTime(tx);
    if (request.firstPublishedAt && request.firstPublishedAt > at) throw inTheFuture();
    const opened = await this.gate.change(tx, actor, id, seen, ACTIONS[action].permission);
    const { item, kind } = opened;
    this.checkRequest(actor, opened, request);
    await checkSuperseded(tx, id, request.supersedes ?? null);
    const revision = await this.revisions.find(tx, id, revisionToGoOut(item, action));
    const resolved = await this.references.resolve(tx, referencesOf(kind, revision), 'readers');
    const facts = await this.judge.reviewFactsOf(tx, actor, opened, at);
    this.judge.demand(action, {
      ...facts,
      problems: revision ? publicationProblems(kind, revision.content, resolved) : [],
      slugTaken: revision !== null && (await isSlugTaken(tx, kind, item, revision)),
    });
    if (!revision) throw new Error(`Item ${id} passed the table without a revision to publish.`);
    await this.goLive.run(tx, actor, opened, {
      action,
      revision,
      resolved,
      at,
      changeType: item.firstPublishedAt === null ? 'minor' : changeType,
      note: request.note ?? null,
      publicNote: request.publicNote ?? null,
      supersedes: request.supersedes ?? null,
      approvalId: action === 'publish' ? (facts.approval?.id ?? null) : null,
      firstPublishedAt: request.firstPublishedAt ?? null,
    });
  }

  /**
   * Locks in the order that all publications share. What is to be locked is read before any lock: a save
   * in between moves the item's version, and the comparison that follows finds out.
   */
  private async lock(
    tx: EntityManager,
    actor: Principal,
    id: string,
    action: PublicationAction,
  ): Promise<void> {
    const { item, kind } = await this.gate.see(tx, actor, id);
    const revision = await this.revisions.find(tx, id, revisionToGoOut(item, action));
    await lockForPublication(tx, id, {
      references: referencesOf(kind, revision),
      sectionIds: [item.sectionId, item.liveSectionId, revision?.content.sectionId ?? null],
    });
  }

  private checkRequest(actor: Principal, { item, target }: OpenedItem, request: PublicationRequest): void {
    const isFirst = item.firstPublishedAt === null;
    if (isFirst && request.changeType && isCorrection(request.changeType)) {
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

function revisionToGoOut(item: Item, action: PublicationAction): number | null {
  return action === 'republish' ? item.lastLiveRevision : item.draftRevision;
}

function referencesOf(kind: ItemKind, revision: Revision | null): Reference[] {
  return revision ? kind.references(revision.content) : [];
}

function onlyForCorrections(): DomainError {
  return validationFailed([
    {
      pointer: '/supersedes',
      code: 'only_for_corrections',
      message: 'is for a correction or clarification, which takes the place of the one named',
    },
  ]);
}

function inTheFuture(): DomainError {
  return validationFailed([
    { pointer: '/firstPublishedAt', code: 'in_the_future', message: 'must not be in the future' },
  ]);
}
