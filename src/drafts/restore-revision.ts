import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { validationFailed } from '../errors.js';
import type { Precondition } from '../http/precondition.js';
import { Revisions } from '../items/revisions.js';
import { unknownRevision } from '../items/unknown-revision.js';
import { ActionJudge } from '../workflow/action-judge.js';
import { DraftWriter } from './draft-writer.js';
import { sectionFaults } from './section-faults.js';

/** Brings an old revision's content back as a new draft revision. Never publishes. */
@Injectable()
export class RestoreRevision {
  constructor(
    private readonly judge: ActionJudge,
    private readonly revisions: Revisions,
    private readonly writer: DraftWriter,
  ) {}

  /**
   * Restores revision `number`. Where the draft says just that already, nothing happens. What the revision
   * names and is gone since stays in the content, and is listed in the item's `warnings`; a section alone has to
   * be there, because an item is in it.
   */
  async run(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    number: number,
  ): Promise<void> {
    const opened = await this.judge.open(tx, actor, id, seen, 'restore');
    const revision = await this.revisions.find(tx, id, number);
    if (!revision) throw unknownRevision();
    const faults = await sectionFaults(tx, revision.content.sectionId ?? null, '/revision');
    if (faults.length > 0) throw validationFailed(faults);
    const shown = await this.revisions.shown(tx, opened.item);
    const sameAsDraft = opened.item.draftRevision !== null && shown.hash === revision.hash;
    if (sameAsDraft && shown.slugByHand === revision.slugByHand) return;
    await this.writer.write(tx, actor, opened, revision, {
      origin: { base: shown.number, changeNote: null, restoredFrom: number },
      details: { restoredFrom: number },
    });
  }
}
