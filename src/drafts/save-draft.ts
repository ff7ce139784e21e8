import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { keptFromBase } from '../content/body/html-input/kept-from-base.js';
import { DomainError } from '../errors.js';
import { etagOf, type Precondition } from '../http/precondition.js';
import { contentHash } from '../items/content-hash.js';
import type { Item } from '../items/item.entity.js';
import type { OpenedItem } from '../items/item-gate.js';
import type { ItemContent, ItemKind } from '../items/item-kind.js';
import type { MergedView } from '../items/item-view.js';
import { KindRegistry } from '../items/kind-registry.js';
import { lastSave } from '../items/last-save.js';
import type { Revision } from '../items/revision.entity.js';
import { Revisions } from '../items/revisions.js';
import type { Kind } from '../kinds.js';
import { ActionJudge } from '../workflow/action-judge.js';
import { type DraftContent, draftContent } from './draft-content.js';
import { DraftWriter } from './draft-writer.js';
import { mergeDrafts } from './merge-drafts.js';
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
   * nothing makes no revision. Where `seen` lets an older version pass, what was written over that is merged with
   * what is there now, and the answer says which two those were. Throws `validation_failed`, then as
   * `ActionJudge.open` does, then `merge_conflict`.
   */
  async run(
    tx: EntityManager,
    actor: Principal,
    kindName: Kind,
    id: string,
    seen: Precondition,
    writing: Writing,
  ): Promise<MergedView | null> {
    const kind = this.kinds.get(kindName);
    const written = await this.check.run(tx, { actor, itemId: id }, kind, writing);
    const opened = await this.judge.open(tx, actor, id, seen, 'save', kindName);
    const { item } = opened;
    const theirs = await this.revisions.shown(tx, item);
    const version = seen.seen(item.version);
    const base = version === item.version ? theirs : await this.revisions.shownAt(tx, item, version);
    if (!base) throw tooOld(item);
    const given = writing.bodyIsFromHtml
      ? await this.withBodyFromBase(tx, kind, written, base.content)
      : written;
    const mine = draftContent(kind, base, given, item.liveSlug);
    const draft = base === theirs ? mine : await mergedOver(tx, opened, { base, mine, theirs });
    const merged = version === item.version ? null : { base: base.number, theirs: theirs.number };
    if (contentHash(draft.content) === theirs.hash && draft.slugByHand === theirs.slugByHand) return merged;
    await this.writer.write(tx, actor, opened, draft, {
      origin: { base: theirs.number, changeNote: writing.changeNote ?? null, restoredFrom: null },
      details: merged ? { merged } : {},
    });
    return merged;
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

/** Throws `merge_conflict` with all that both have written, and with mine whole: nothing of it is lost. */
async function mergedOver(
  tx: EntityManager,
  { item, kind }: OpenedItem,
  { base, mine, theirs }: { base: Revision; mine: DraftContent; theirs: Revision },
): Promise<DraftContent> {
  const { draft, conflicts } = mergeDrafts(kind, { base, mine, theirs }, item.liveSlug);
  if (conflicts.length === 0) return draft;
  throw new DomainError('merge_conflict', undefined, {
    current: etagOf(item.version),
    ...(await lastSave(tx, item)),
    base: base.number,
    theirs: theirs.number,
    mine: mine.content,
    conflicts,
  });
}

function tooOld({ version }: Item): DomainError {
  const current = etagOf(version);
  return new DomainError(
    'stale_version',
    `What that version showed was not recorded yet, so that nothing can be merged with it. The ETag is now ${current}.`,
    { current },
  );
}
