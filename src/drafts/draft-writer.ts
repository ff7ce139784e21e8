import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { changeItem } from '../items/item-changes.js';
import { ItemGate, type OpenedItem } from '../items/item-gate.js';
import { deskColumns, type RevisionOrigin, Revisions } from '../items/revisions.js';
import { sectionPath } from '../items/section-paths.js';
import type { DraftContent } from './draft-content.js';

/** How the content came about: what the revision says of it, and what the audit trail does. */
export interface Writ {
  origin: RevisionOrigin;
  details: Readonly<Record<string, unknown>>;
}

/** Makes content the draft of an item that is there: the step that saving and restoring share. */
@Injectable()
export class DraftWriter {
  constructor(
    private readonly gate: ItemGate,
    private readonly revisions: Revisions,
    private readonly audit: AuditTrail,
  ) {}

  /** Appends the revision and moves the draft to it. Throws `forbidden` where the new section is closed. */
  async write(
    tx: EntityManager,
    actor: Principal,
    { item, kind, target }: OpenedItem,
    draft: DraftContent,
    { origin, details }: Writ,
  ): Promise<void> {
    const sectionId = draft.content.sectionId ?? null;
    if (sectionId !== item.sectionId) {
      this.gate.demand(actor, 'item.edit', { ...target, sectionPath: await sectionPath(tx, sectionId) });
    }
    const number = item.lastRevision + 1;
    await this.revisions.append(tx, actor, kind, { itemId: item.id, number }, draft, origin);
    const staysClaimed = item.stage === 'in_edit';
    await changeItem(tx, item, {
      stage: staysClaimed ? 'in_edit' : 'draft',
      assigneeId: staysClaimed ? item.assigneeId : null,
      lastRevision: number,
      draftRevision: number,
      ...deskColumns(kind, draft, item.liveSlug),
    });
    await this.audit.record(tx, actor, {
      action: origin.restoredFrom === null ? 'save' : 'restore',
      itemId: item.id,
      revision: number,
      details,
    });
  }
}
