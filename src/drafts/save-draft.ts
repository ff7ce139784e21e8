import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import type { Precondition } from '../http/precondition.js';
import { keptFromBase } from '../content/body/html-input/kept-from-base.js';
import { contentHash } from '../items/content-hash.js';
import type { ItemContent, ItemKind } from '../items/item-kind.js';
import { KindRegistry } from '../items/kind-registry.js';
import { Revisions } from '../items/revisions.js';
import type { Kind } from '../kinds.js';
import { ActionJudge } from '../workflow/action-judge.js';
import { draftContent } from './draft-content.js';
import { DraftWriter } from './draft-writer.js';
import type { Writing } from './writing.js';
import { WritingCheck } from './writing-check.js';

/** Saves an item's draft: a new revision, nothing that readers see. */
@Injectable()
export class SaveDraft {
  constructor(
    private readonly kinds: KindRegistry,
    private readonly check: WritingCheck,
    private readonly judge: ActionJudge,
    private readonly revisions: Revisions,
    private readonly writer: DraftWriter,
  ) {}

  /**
   * Saves what was written over the draft, or over the last live revision where there is none. What changes
   * nothing makes no revision. Throws `validation_failed`, then as `ActionJudge.open` does.
   */
  async run(
    tx: EntityManager,
    actor: Principal,
    kindName: Kind,
    id: string,
    seen: Precondition,
    writing: Writing,
  ): Promise<void> {
    const kind = this.kinds.get(kindName);
    const written = await this.check.run(tx, { actor, itemId: id }, kind, writing);
    const opened = await this.judge.open(tx, actor, id, seen, 'save', kindName);
    const base = await this.revisions.shown(tx, opened.item);
    const given = writing.bodyIsFromHtml
      ? await this.withBodyFromBase(tx, kind, written, base.content)
      : written;
    const draft = draftContent(kind, base, given, opened.item.liveSlug);
    if (contentHash(draft.content) === base.hash && draft.slugByHand === base.slugByHand) return;
    await this.writer.write(tx, actor, opened, draft, {
      base: base.number,
      changeNote: writing.changeNote ?? null,
      restoredFrom: null,
    });
  }

  private async withBodyFromBase(
    tx: EntityManager,
    kind: ItemKind,
    written: ItemContent,
    base: ItemContent,
  ): Promise<ItemContent> {
    const captions = await this.check.shownCaptions(tx, kind, base);
    const isShown = (id: string): boolean => captions.has(id);
    return { ...written, body: keptFromBase(written.body ?? null, base.body ?? null, isShown) };
  }
}
