import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import type { Reference, Resolved, ResolvedCaption } from '../content/reference.js';
import type { Item } from '../items/item.entity.js';
import type { OpenedItem } from '../items/item-gate.js';
import type { ItemKind } from '../items/item-kind.js';
import { References } from '../items/references.js';
import type { Revision } from '../items/revision.entity.js';
import { sectionPath } from '../items/section-paths.js';
import { ActionJudge, type ReviewFacts } from '../workflow/action-judge.js';
import { publicationProblems } from './publication-readiness.js';
import { rightsBlockers } from './rights/rights-blockers.js';
import { isSlugTaken } from './addresses/publication-slug.js';

/** The rows of the table by which a revision goes out: now, again, or at a time that is planned. */
export type PublicationRow = 'publish' | 'republish' | 'schedule';

/** Which publication is asked about. */
export interface Question {
  row: PublicationRow;
  /** Null where the item has none to go out. */
  revision: Revision | null;
  /** When it is to go out: embargo and rights are looked at as they stand then. */
  at: Date;
  /** Whether somebody who may do so answers for what the rights to its photos have against it. */
  overridesRights: boolean;
}

/** What the publication of a revision rests on, once nothing stands in its way. */
export interface Judged {
  revision: Revision;
  resolved: Resolved;
  approval: ReviewFacts['approval'];
}

/** Decides on the publication of one revision: by the same facts now, beforehand and at the time planned. */
@Injectable()
export class PublicationJudge {
  constructor(
    private readonly judge: ActionJudge,
    private readonly references: References,
  ) {}

  /** Throws the first refusal of the table. */
  async demand(
    tx: EntityManager,
    actor: Principal,
    opened: OpenedItem,
    { row, revision, at, overridesRights }: Question,
  ): Promise<Judged> {
    const { item, kind } = opened;
    const resolved = await this.references.resolve(tx, referencesOf(kind, revision), 'readers');
    const facts = await this.judge.reviewFactsOf(tx, actor, opened, at, revision?.number ?? null);
    const rights = overridesRights ? [] : await rightsBlockers(tx, captionsOf(kind, revision, resolved), at);
    this.judge.demand(row, {
      ...facts,
      blockers: [...facts.blockers, ...rights],
      problems: revision ? await publicationProblems(tx, opened, revision.content, resolved) : [],
      slugTaken: revision !== null && (await isSlugTaken(tx, kind, item, revision)),
      pin: revision === null ? 'none' : isBehind(item, revision.number) ? 'behind' : 'ahead',
    });
    if (!revision) throw new Error(`Item ${item.id} passed the table without a revision to publish.`);
    return { revision, resolved, approval: facts.approval };
  }
}

/** The photo captions that would go out: those that the revision places, or the one that it is itself. */
export function captionsOf(kind: ItemKind, revision: Revision | null, resolved: Resolved): ResolvedCaption[] {
  const own = revision && kind.asCaption?.(revision.content);
  return own ? [own] : [...resolved.captions.values()];
}

/** What the revision refers to; nothing where there is none. */
export function referencesOf(kind: ItemKind, revision: Revision | null): Reference[] {
  return revision ? kind.references(revision.content) : [];
}

/**
 * Whether readers have this revision, or have or had a newer one: it would turn time back. The last one of a withdrawn
 * item may come again.
 */
export function isBehind(item: Pick<Item, 'liveRevision' | 'lastLiveRevision'>, revision: number): boolean {
  return revision < (item.lastLiveRevision ?? 0) || revision === item.liveRevision;
}

/** The item as rights to a pinned revision are judged: where that puts it, wherever the draft has gone since. */
export async function whereItGoes(
  tx: EntityManager,
  opened: OpenedItem,
  { content }: Revision,
): Promise<OpenedItem> {
  const path = await sectionPath(tx, content.sectionId ?? null);
  return { ...opened, target: { ...opened.target, sectionPath: path } };
}
