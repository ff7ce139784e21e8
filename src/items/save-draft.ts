import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Precondition } from '../http/precondition.js';
import type { Kind } from '../kinds.js';
import { notFound } from '../errors.js';
import type { Writing } from './create-item.js';
import { draftContent, type DraftContent } from './draft-content.js';
import { changeItem } from './item-changes.js';
import { ItemGate, type OpenedItem, sectionPath } from './item-gate.js';
import { KindRegistry } from './kind-registry.js';
import { References } from './references.js';
import { deskColumns, type RevisionOrigin, Revisions } from './revisions.js';
import { checkSection } from './section-check.js';
import { refuseWriting } from './writing-rules.js';

/** Saves an item's draft: a new revision, nothing that readers see. */
@Injectable()
export class SaveDraft {
  constructor(
    private readonly kinds: KindRegistry,
    private readonly gate: ItemGate,
    private readonly references: References,
    private readonly revisions: Revisions,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Saves what was written over the draft, or over the live revision where there is none. What changes
   * nothing makes no revision. Throws as `ItemGate.change` does, then `invalid_transition` and `claimed`.
   */
  async run(
    tx: EntityManager,
    actor: Principal,
    kindName: Kind,
    id: string,
    precondition: Precondition,
    writing: Writing,
  ): Promise<void> {
    const kind = this.kinds.get(kindName);
    const given = kind.normalize({ ...kind.emptyContent(), ...withoutNull(writing.content) });
    await checkSection(tx, writing.content.sectionId ?? null, '/content/sectionId');
    await this.references.check(tx, kind.references(given), '/content');
    const opened = await this.gate.change(tx, actor, id, precondition, 'item.edit');
    if (opened.item.kind !== kindName) throw notFound('item');
    refuseWriting(opened.item, actor);
    const base = await this.revisions.shown(tx, opened.item);
    const draft = draftContent(kind, base, writing.content, opened.item.liveSlug !== null);
    if (isDeepStrictEqual(draft.content, base.content) && draft.slugByHand === base.slugByHand) return;
    await this.append(tx, actor, opened, draft, {
      base: base.number,
      changeNote: writing.changeNote ?? null,
      restoredFrom: null,
    });
  }

  /** Makes `draft` the item's draft: the step that saving and restoring share. */
  async append(
    tx: EntityManager,
    actor: Principal,
    { item, kind, target }: OpenedItem,
    draft: DraftContent,
    origin: RevisionOrigin,
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
      details: origin.restoredFrom === null ? {} : { restoredFrom: origin.restoredFrom },
    });
  }
}

function withoutNull<T extends object>(content: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(content).filter(([, value]) => value !== undefined && value !== null),
  ) as Partial<T>;
}
