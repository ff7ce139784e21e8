import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThanOrEqual } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { findRow } from '../database/rows.js';
import { contentHash } from './content-hash.js';
import type { Item } from './item.entity.js';
import type { ItemKind } from './item-kind.js';
import { settleReferences } from './reference-rows.js';
import { Revision } from './revision.entity.js';
import { ShownRevision } from './shown-revision.entity.js';

/** How a revision came about, beside its content. */
export interface RevisionOrigin {
  base: number | null;
  changeNote: string | null;
  restoredFrom: number | null;
}

/** The append-only states of an item's content. */
@Injectable()
export class Revisions {
  /** The revision of that number, or null. */
  async find(tx: EntityManager, itemId: string, number: number | null): Promise<Revision | null> {
    if (number === null) return null;
    return findRow(tx, Revision, 'item_id = $1 and number = $2', [itemId, number]);
  }

  /** What the desk sees: the draft, or the last live revision where there is none. */
  async shown(tx: EntityManager, item: Item): Promise<Revision> {
    const revision = await this.find(tx, item.id, shownNumber(item));
    if (!revision) throw new Error(`Item ${item.id} has neither a draft nor a live revision.`);
    return revision;
  }

  /** What the desk saw at an earlier version of the item; null for one from before that was recorded. */
  async shownAt(tx: EntityManager, item: Item, version: number): Promise<Revision | null> {
    const shown = await tx.getRepository(ShownRevision).findOne({
      where: { itemId: item.id, sinceVersion: LessThanOrEqual(version) },
      order: { sinceVersion: 'DESC' },
    });
    return this.find(tx, item.id, shown?.revision ?? null);
  }

  /** Appends a revision and what it refers to. The item's pointers are the caller's to move. */
  async append(
    tx: EntityManager,
    actor: Principal,
    kind: ItemKind,
    at: { itemId: string; number: number },
    draft: Pick<Revision, 'content' | 'slugByHand'>,
    origin: RevisionOrigin,
  ): Promise<void> {
    await tx.insert(Revision, {
      ...at,
      ...origin,
      content: draft.content as never,
      slugByHand: draft.slugByHand,
      hash: contentHash(draft.content),
      savedBy: actor.staffId,
      savedAt: () => 'clock_timestamp()',
    });
    await settleReferences(tx, at.itemId, { draft: kind.references(draft.content) });
  }
}

/** The number of the revision that the desk sees: the draft's, or the last live one's where there is none. */
export function shownNumber({ draftRevision, lastLiveRevision }: Item): number | null {
  return draftRevision ?? lastLiveRevision;
}

/** The columns of an item that say what the desk sees, from the content that it shows. */
export function deskColumns(
  kind: ItemKind,
  { content, slugByHand }: Pick<Revision, 'content' | 'slugByHand'>,
  liveSlug: string | null,
): Pick<Item, 'headline' | 'slug' | 'sectionId' | 'tags'> {
  return {
    headline: kind.headline(content),
    // A slug that publication has settled (`-2`) stays, unless somebody sets another by hand.
    slug: kind.addressed ? (slugByHand ? (content.slug ?? null) : (liveSlug ?? content.slug ?? null)) : null,
    sectionId: content.sectionId ?? null,
    tags: content.tags ?? [],
  };
}
