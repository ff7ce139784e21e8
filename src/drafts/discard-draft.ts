import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Precondition } from '../http/precondition.js';
import { changeItem } from '../items/item-changes.js';
import { settleReferences } from '../items/reference-rows.js';
import { deskColumns, Revisions } from '../items/revisions.js';
import { ActionJudge } from '../workflow/action-judge.js';

/** Gives a draft up: the item shows what is live (or was last) again. The revisions stay in history. */
@Injectable()
export class DiscardDraft {
  constructor(
    private readonly judge: ActionJudge,
    private readonly revisions: Revisions,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws as `ActionJudge.open` does. */
  async run(tx: EntityManager, actor: Principal, id: string, seen: Precondition): Promise<void> {
    const { item, kind } = await this.judge.open(tx, actor, id, seen, 'discard-draft');
    const discarded = item.draftRevision;
    const live = await this.revisions.find(tx, id, item.lastLiveRevision);
    if (!live) throw new Error(`Item ${id} passed the table without a live revision to fall back to.`);
    await changeItem(tx, item, {
      draftRevision: null,
      stage: null,
      assigneeId: null,
      ...deskColumns(kind, live, item.liveSlug),
    });
    const kept = item.visibility === 'withdrawn' ? kind.references(live.content) : [];
    await settleReferences(tx, id, { draft: kept });
    await this.audit.record(tx, actor, { action: 'discard-draft', itemId: id, revision: discarded });
  }
}
