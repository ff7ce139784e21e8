import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Precondition } from '../http/precondition.js';
import { changeItem } from '../items/item-changes.js';
import { ItemGate } from '../items/item-gate.js';
import { References } from '../items/references.js';
import { deskColumns, Revisions } from '../items/revisions.js';
import { ActionJudge } from '../workflow/action-judge.js';

/** Gives a draft up: the item shows what is live (or was last) again. The revisions stay in history. */
@Injectable()
export class DiscardDraft {
  constructor(
    private readonly gate: ItemGate,
    private readonly judge: ActionJudge,
    private readonly revisions: Revisions,
    private readonly references: References,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws as `ItemGate.change` does, then `invalid_transition` (no draft, never live) and `claimed`. */
  async run(tx: EntityManager, actor: Principal, id: string, seen: Precondition): Promise<void> {
    const opened = await this.gate.change(tx, actor, id, seen, 'item.edit');
    this.judge.demand('discard-draft', this.judge.factsOf(actor, opened));
    const { item, kind } = opened;
    const discarded = item.draftRevision;
    const live = await this.revisions.find(tx, id, item.lastLiveRevision);
    if (!live) return;
    await changeItem(tx, item, {
      draftRevision: null,
      stage: null,
      assigneeId: null,
      ...deskColumns(kind, live, item.liveSlug),
    });
    // A withdrawn item's last live revision is what it would come back with: its references count as a draft's.
    const kept = item.visibility === 'withdrawn' ? kind.references(live.content) : [];
    await this.references.write(tx, id, 'draft', kept);
    await this.audit.record(tx, actor, { action: 'discard-draft', itemId: id, revision: discarded });
  }
}
