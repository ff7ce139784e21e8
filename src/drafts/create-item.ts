import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { newId } from '../database/id.js';
import { DomainError } from '../errors.js';
import { Item } from '../items/item.entity.js';
import { ItemGate } from '../items/item-gate.js';
import type { ItemKind } from '../items/item-kind.js';
import { KindRegistry } from '../items/kind-registry.js';
import { deskColumns, Revisions } from '../items/revisions.js';
import { sectionPath } from '../items/section-paths.js';
import type { Kind } from '../kinds.js';
import { type DraftContent, draftContent } from './draft-content.js';
import type { Writing } from './writing.js';
import { WritingCheck } from './writing-check.js';
import { filledFromPhoto } from './written-photo.js';

/** Makes items: unpublished, with a first draft, however incomplete. */
@Injectable()
export class CreateItem {
  constructor(
    private readonly kinds: KindRegistry,
    private readonly check: WritingCheck,
    private readonly gate: ItemGate,
    private readonly revisions: Revisions,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Makes an item and returns its id; one about a photo takes from it what was not named. Throws `validation_failed` for
   * references to what is not there, `forbidden` where the member may not create this kind in this section.
   */
  async run(tx: EntityManager, actor: Principal, kindName: Kind, writing: Writing): Promise<string> {
    const kind = this.kinds.get(kindName);
    const written = await this.check.run(tx, { actor, itemId: null }, kind, writing);
    const content = await filledFromPhoto(tx, kind, written);
    const id = await this.insert(
      tx,
      actor,
      kind,
      draftContent(kind, null, content, null),
      writing.changeNote ?? null,
    );
    await this.audit.record(tx, actor, { action: 'create', itemId: id, revision: 1 });
    return id;
  }

  /** Makes a new item of what another shows. Its slug, if there is one, follows its headline again. */
  async duplicate(tx: EntityManager, actor: Principal, id: string): Promise<string> {
    const { item, kind } = await this.gate.readDrafts(tx, actor, id);
    if (item.visibility === 'killed') {
      throw new DomainError(
        'invalid_transition',
        'A killed item is withdrawn for good; it is not duplicated.',
      );
    }
    const shown = await this.revisions.shown(tx, item);
    const draft = draftContent(kind, null, { ...shown.content, slug: undefined }, null);
    const copy = await this.insert(tx, actor, kind, draft, null);
    await this.audit.record(tx, actor, {
      action: 'duplicate',
      itemId: copy,
      revision: 1,
      details: { of: item.id, revision: shown.number },
    });
    return copy;
  }

  private async insert(
    tx: EntityManager,
    actor: Principal,
    kind: ItemKind,
    draft: DraftContent,
    changeNote: string | null,
  ): Promise<string> {
    this.gate.demand(actor, 'item.create', {
      kind: kind.kind,
      visibility: 'unpublished',
      createdBy: actor.staffId,
      sectionPath: await sectionPath(tx, draft.content.sectionId ?? null),
      liveSectionPath: null,
      readByAllStaff: kind.readByAllStaff,
    });
    const id = newId();
    await tx.insert(Item, {
      id,
      kind: kind.kind,
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
      changeNote,
      restoredFrom: null,
    });
    return id;
  }
}
