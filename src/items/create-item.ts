import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { newId } from '../database/id.js';
import type { Kind } from '../kinds.js';
import { draftContent } from './draft-content.js';
import { Item } from './item.entity.js';
import { ItemGate, sectionPath } from './item-gate.js';
import type { ItemContent } from './item-kind.js';
import { KindRegistry } from './kind-registry.js';
import { References } from './references.js';
import { deskColumns, Revisions } from './revisions.js';
import { checkSection } from './section-check.js';

/** What a create or a save brings. */
export interface Writing {
  content: ItemContent;
  changeNote?: string | null;
}

/** Makes items: unpublished, with a first draft, however incomplete. */
@Injectable()
export class CreateItem {
  constructor(
    private readonly kinds: KindRegistry,
    private readonly gate: ItemGate,
    private readonly references: References,
    private readonly revisions: Revisions,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Makes an item and returns its id. Throws `validation_failed` for references to what is not there,
   * `forbidden` where the member may not create this kind in this section.
   */
  async run(tx: EntityManager, actor: Principal, kindName: Kind, writing: Writing): Promise<string> {
    const kind = this.kinds.get(kindName);
    const draft = draftContent(kind, null, writing.content, false);
    await checkSection(tx, draft.content.sectionId ?? null, '/content/sectionId');
    await this.references.check(tx, kind.references(draft.content), '/content');
    const id = newId();
    this.gate.demand(actor, 'item.create', {
      kind: kindName,
      visibility: 'unpublished',
      createdBy: actor.staffId,
      sectionPath: await sectionPath(tx, draft.content.sectionId ?? null),
      readByAllStaff: kind.readByAllStaff,
    });
    await tx.insert(Item, {
      id,
      kind: kindName,
      version: 1,
      visibility: 'unpublished',
      stage: 'draft',
      lastRevision: 1,
      draftRevision: 1,
      ...deskColumns(kind, draft, null),
      createdBy: actor.staffId,
      createdAt: () => 'clock_timestamp()',
      modifiedAt: () => 'clock_timestamp()',
    });
    await this.revisions.append(tx, actor, kind, { itemId: id, number: 1 }, draft, {
      base: null,
      changeNote: writing.changeNote ?? null,
      restoredFrom: null,
    });
    await this.audit.record(tx, actor, { action: 'create', itemId: id, revision: 1 });
    return id;
  }
}
