import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import type { Principal } from '../../access/principal.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { databaseTime } from '../../database/database-time.js';
import { newId } from '../../database/id.js';
import { type DomainError, validationFailed } from '../../errors.js';
import type { Answer } from '../../http/answer.js';
import { etagOf, type Precondition } from '../../http/precondition.js';
import { changeItem } from '../../items/item-changes.js';
import { ItemGate } from '../../items/item-gate.js';
import type { EmbargoView } from '../../items/item-view.js';
import { ActionJudge } from '../action-judge.js';
import { ACTIONS } from '../actions.js';
import { revealsEarlier } from './blockers.js';
import { Embargo } from './embargo.entity.js';

/** Until when, null without an end, and why. */
export interface EmbargoTerms {
  until: Date | null;
  reason: string;
}

/** Sets and lifts embargoes. Readers and receivers are told of neither: that there is one is part of the secret. */
@Injectable()
export class Embargoes {
  constructor(
    private readonly gate: ItemGate,
    private readonly judge: ActionJudge,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Puts the item under an embargo, in place of one that stands. To bring its end forward is to lift it in part, and
   * needs the right to that as well. Throws `validation_failed` for an end that has passed.
   */
  async set(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    { until, reason }: EmbargoTerms,
  ): Promise<Answer<EmbargoView>> {
    demandAhead(until, await databaseTime(tx));
    const opened = await this.gate.change(tx, actor, id, seen, ACTIONS['set-embargo'].permission);
    const at = await databaseTime(tx);
    // Again: the item may have been locked by somebody else for a while.
    demandAhead(until, at);
    const facts = await this.judge.reviewFactsOf(tx, actor, opened, at);
    this.judge.demand('set-embargo', facts);
    const replaced = facts.embargo;
    if (replaced && revealsEarlier(until, replaced.until)) this.judge.demand('lift-embargo', facts);
    await this.end(tx, actor, id, at);
    await tx.insert(Embargo, { id: newId(), itemId: id, until, reason, setBy: actor.staffId, setAt: at });
    await changeItem(tx, opened.item, {});
    await this.audit.record(tx, actor, {
      action: 'set-embargo',
      itemId: id,
      details: { until, reason, ...(replaced ? { replaced: { until: replaced.until } } : {}) },
    });
    return {
      etag: etagOf(opened.item.version),
      body: {
        until: until?.toISOString() ?? null,
        reason,
        setBy: { id: actor.staffId, name: actor.name },
        setAt: at.toISOString(),
      },
    };
  }

  /** Ends the embargo that stands. What it kept from readers (a tombstone) is there again; nothing is published. */
  async lift(tx: EntityManager, actor: Principal, id: string, seen: Precondition): Promise<Answer<void>> {
    const opened = await this.gate.change(tx, actor, id, seen, ACTIONS['lift-embargo'].permission);
    const { embargo, at } = await this.judge.demandNow(tx, actor, opened, 'lift-embargo');
    await this.end(tx, actor, id, at);
    await changeItem(tx, opened.item, {});
    await this.audit.record(tx, actor, {
      action: 'lift-embargo',
      itemId: id,
      details: { until: embargo?.until ?? null },
    });
    return { etag: etagOf(opened.item.version), body: undefined };
  }

  private async end(tx: EntityManager, actor: Principal, itemId: string, at: Date): Promise<void> {
    await tx.update(Embargo, { itemId, endedAt: IsNull() }, { endedBy: actor.staffId, endedAt: at });
  }
}

function demandAhead(until: Date | null, now: Date): void {
  if (until !== null && until <= now) throw inThePast(now);
}

function inThePast(now: Date): DomainError {
  return validationFailed([
    {
      pointer: '/until',
      code: 'in_the_past',
      message: `must lie ahead: it is ${now.toISOString()} now. Null is for an embargo without an end`,
    },
  ]);
}
