import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import type { HoldType } from '../../access/permissions.js';
import type { Principal } from '../../access/principal.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { newId } from '../../database/id.js';
import { notFound } from '../../errors.js';
import type { Answer } from '../../http/answer.js';
import { etagOf, type Precondition } from '../../http/precondition.js';
import { changeItem } from '../../items/item-changes.js';
import { ItemGate, type OpenedItem } from '../../items/item-gate.js';
import type { HoldView } from '../../items/item-view.js';
import { ActionJudge } from '../action-judge.js';
import { ACTIONS } from '../actions.js';
import { Hold } from './hold.entity.js';

/** Sets and releases holds. An item can have several, of both types; each is released by itself. */
@Injectable()
export class Holds {
  constructor(
    private readonly gate: ItemGate,
    private readonly judge: ActionJudge,
    private readonly audit: AuditTrail,
  ) {}

  /** Puts a hold on the item, whatever state it is in. */
  async set(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    { type, reason }: { type: HoldType; reason: string },
  ): Promise<Answer<HoldView>> {
    const opened = await this.gate.change(tx, actor, id, seen, ACTIONS['set-hold'].permission);
    await this.judge.demandNow(tx, actor, ofType(opened, type), 'set-hold');
    const holdId = newId();
    await tx.insert(Hold, {
      id: holdId,
      itemId: id,
      type,
      reason,
      setBy: actor.staffId,
      setAt: () => 'clock_timestamp()',
    });
    await changeItem(tx, opened.item, {});
    await this.audit.record(tx, actor, { action: 'set-hold', itemId: id, details: { holdId, type, reason } });
    return { etag: etagOf(opened.item.version), body: await this.view(tx, id, holdId) };
  }

  /** Releases one hold. Throws `not_found` for one that does not stand on this item. */
  async release(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    holdId: string,
  ): Promise<Answer<void>> {
    const opened = await this.gate.change(tx, actor, id, seen, ACTIONS['release-hold'].permission);
    const hold = await find(tx, id, holdId);
    await this.judge.demandNow(tx, actor, ofType(opened, hold.type), 'release-hold');
    await tx.update(
      Hold,
      { id: holdId },
      { releasedBy: actor.staffId, releasedAt: () => 'clock_timestamp()' },
    );
    await changeItem(tx, opened.item, {});
    await this.audit.record(tx, actor, {
      action: 'release-hold',
      itemId: id,
      details: { holdId, type: hold.type },
    });
    return { etag: etagOf(opened.item.version), body: undefined };
  }

  /** For answers that are replayed: the member may still see the item, and still set such a hold on it. */
  async recheck(tx: EntityManager, actor: Principal, id: string, holdType: HoldType): Promise<void> {
    const { target } = await this.gate.see(tx, actor, id);
    this.gate.demand(actor, ACTIONS['set-hold'].permission, { ...target, holdType });
  }

  /** One hold that stands. Throws `not_found`. Who may read it is the gate's to say. */
  async view(tx: EntityManager, itemId: string, holdId: string): Promise<HoldView> {
    const { id, type, reason, setBy, setAt } = await find(tx, itemId, holdId);
    const [person] = await tx.query<HoldView['setBy'][]>('select id, name from staff_member where id = $1', [
      setBy,
    ]);
    if (!person) throw new Error(`Hold ${id} was set by nobody.`);
    return { id, type, reason, setBy: person, setAt: setAt.toISOString() };
  }
}

/** The item as it is judged for holds of this type alone: rights to one type are none to the other. */
function ofType(opened: OpenedItem, holdType: HoldType): OpenedItem {
  return { ...opened, target: { ...opened.target, holdType } };
}

async function find(tx: EntityManager, itemId: string, id: string): Promise<Hold> {
  const hold = await tx.getRepository(Hold).findOneBy({ id, itemId, releasedAt: IsNull() });
  if (!hold) throw notFound('hold');
  return hold;
}
