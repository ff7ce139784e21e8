import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { allows } from '../access/policy.js';
import type { Principal } from '../access/principal.js';
import { Config } from '../config.js';
import { findRow } from '../database/rows.js';
import { databaseTime } from '../database/database-time.js';
import { DomainError, forbidden } from '../errors.js';
import type { Precondition } from '../http/precondition.js';
import { lockOfAnother } from '../items/edit-lock.js';
import { ItemGate, type OpenedItem } from '../items/item-gate.js';
import { allowsWhereLive } from '../items/item-rights.js';
import type { Kind } from '../kinds.js';
import type { ActionFacts, Refusal } from './action-facts.js';
import { type ActionName, ACTIONS } from './actions.js';
import { refusals } from './refusals.js';
import { Approval } from './approval.entity.js';
import { blockers } from './embargo-and-holds/blockers.js';
import { standingAt } from './embargo-and-holds/standing.js';

/** The facts with the approval of the revision that stands, if one does. */
export type ReviewFacts = ActionFacts & { approval: Approval | null };

/** Gathers the facts that the table of actions asks for, and turns its first refusal into the error. */
@Injectable()
export class ActionJudge {
  constructor(
    private readonly config: Config,
    private readonly gate: ItemGate,
  ) {}

  /**
   * The item, locked, for an action that its state alone decides. Throws as `ItemGate.change` does, then the first
   * refusal of the table.
   */
  async open(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    action: ActionName,
    kind?: Kind,
  ): Promise<OpenedItem> {
    const opened = await this.gate.change(tx, actor, id, seen, ACTIONS[action].permission, kind);
    const lockedBy = ACTIONS[action].checks.includes('locked') ? await lockOfAnother(tx, actor, id) : null;
    this.demand(action, { ...this.factsOf(actor, opened), lockedBy });
    return opened;
  }

  /** The facts about the item that every action needs; nothing is read from the database. */
  factsOf(actor: Principal, { item, target }: OpenedItem): ActionFacts {
    return {
      visibility: item.visibility,
      stage: item.stage,
      claimedByAnother: item.assigneeId !== null && item.assigneeId !== actor.staffId,
      lockedBy: null,
      permits: (permission) => allows(actor, permission, target),
      permitsWhereLive: (permission) => allowsWhereLive(actor, permission, target),
      approved: false,
      problems: [],
      blockers: [],
      embargo: null,
      holds: [],
      mayRelease: (holdType) => allows(actor, 'hold.release', { ...target, holdType }),
      ownWorkUnderFourEyes: false,
      slugTaken: false,
      pin: 'ahead',
      planned: false,
    };
  }

  /**
   * The facts with four-eyes, the approval of the revision (by default the draft's), holds, and the embargo as it stands
   * at the time, for actions that rest on them.
   */
  async reviewFactsOf(
    tx: EntityManager,
    actor: Principal,
    opened: OpenedItem,
    at: Date,
    revision: number | null = opened.item.draftRevision,
  ): Promise<ReviewFacts> {
    const approval = await standingApproval(tx, opened.item.id, revision);
    const standing = await standingAt(tx, opened.item.id, at);
    return {
      ...this.factsOf(actor, opened),
      ...standing,
      blockers: blockers(standing),
      approval,
      approved: approval !== null,
      ownWorkUnderFourEyes: this.config.fourEyes && (await wroteSincePublication(tx, actor, opened)),
    };
  }

  /**
   * The facts as they are now, and the database's time by which they are so, if they let the action pass. Throws the
   * first refusal.
   */
  async demandNow(
    tx: EntityManager,
    actor: Principal,
    opened: OpenedItem,
    action: ActionName,
  ): Promise<ReviewFacts & { at: Date }> {
    const at = await databaseTime(tx);
    const facts = await this.reviewFactsOf(tx, actor, opened, at);
    this.demand(action, facts);
    return { ...facts, at };
  }

  /** Throws the first refusal, if there is one. */
  demand(action: ActionName, facts: ActionFacts): void {
    const [first] = refusals(action, facts);
    if (first) throw refusalError(action, first, facts);
  }
}

/** The revision's approval that stands, or null. */
async function standingApproval(
  tx: EntityManager,
  itemId: string,
  revision: number | null,
): Promise<Approval | null> {
  if (revision === null) return null;
  return findRow(tx, Approval, 'item_id = $1 and revision = $2 and withdrawn_at is null', [itemId, revision]);
}

function refusalError(action: ActionName, refusal: Refusal, facts: ActionFacts): DomainError {
  if (refusal.code === 'forbidden') return forbidden(ACTIONS[action].permission, refusal.message);
  return new DomainError(refusal.code, refusal.message, {
    ...(refusal.code === 'not_ready' ? { problems: facts.problems } : {}),
    ...(refusal.code === 'locked' ? facts.lockedBy : {}),
  });
}

async function wroteSincePublication(
  tx: EntityManager,
  actor: Principal,
  { item }: OpenedItem,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    'select from revision where item_id = $1 and number > $2 and saved_by = $3 limit 1',
    [item.id, item.lastLiveRevision ?? 0, actor.staffId],
  );
  return rows.length > 0;
}
