import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import type { Problem } from '../content/readiness.js';
import { databaseTime } from '../database/database-time.js';
import { lockOfAnother } from '../items/edit-lock.js';
import { ItemGate, type OpenedItem } from '../items/item-gate.js';
import { mayReadDraft } from '../items/item-rights.js';
import { References } from '../items/references.js';
import { Revisions } from '../items/revisions.js';
import { PlannedSchedules } from '../schedules/planned-schedules.js';
import { ActionJudge } from '../workflow/action-judge.js';
import type { Refusal } from '../workflow/action-facts.js';
import { ACTION_NAMES, type ActionName } from '../workflow/actions.js';
import { refusals } from '../workflow/refusals.js';
import { blockers, type Standing } from '../workflow/embargo-and-holds/blockers.js';
import type { AllowedAction, AllowedActions } from './allowed-actions.dto.js';
import { captionsOf, referencesOf } from './publication-judge.js';
import { publicationProblems } from './publication-readiness.js';
import { rightsBlockers, type RightsTime } from './rights/rights-blockers.js';
import { isSlugTaken } from './addresses/publication-slug.js';

/** Answers beforehand what each action would answer: from the same facts, by the same function. */
@Injectable()
export class ActionForecast {
  constructor(
    private readonly gate: ItemGate,
    private readonly judge: ActionJudge,
    private readonly revisions: Revisions,
    private readonly references: References,
    private readonly plans: PlannedSchedules,
  ) {}

  /** Throws `not_found` where the member may not see the item. */
  async of(tx: EntityManager, actor: Principal, id: string): Promise<AllowedActions> {
    const opened = await this.gate.see(tx, actor, id);
    const at = await databaseTime(tx);
    const facts = await this.judge.reviewFactsOf(tx, actor, opened, at);
    const lockedBy = await lockOfAnother(tx, actor, id);
    const { item } = opened;
    const ofDraft = await this.problems(tx, actor, opened, item.draftRevision);
    const problems: Partial<Record<ActionName, Problem[]>> = {
      publish: ofDraft,
      schedule: ofDraft,
      republish: await this.problems(tx, actor, opened, item.lastLiveRevision),
    };
    const draft = await this.revisions.find(tx, id, item.draftRevision);
    const slugTaken = draft !== null && (await isSlugTaken(tx, opened.kind, item, draft));
    const planned = await this.plans.isAnyPlanned(tx, id);
    const mayRead = mayReadDraft(actor, opened.target);
    const blockersOf: Partial<Record<ActionName, readonly Refusal[]>> = {
      publish: [...facts.blockers, ...(await this.rights(tx, opened, item.draftRevision, at))],
      republish: [...facts.blockers, ...(await this.rights(tx, opened, item.lastLiveRevision, at))],
      schedule: [
        ...blockersSomeTime(facts),
        ...(await this.rights(tx, opened, item.draftRevision, 'some time')),
      ],
    };
    const items = ACTION_NAMES.map((action): AllowedAction => {
      const reasons = refusals(action, {
        ...facts,
        blockers: blockersOf[action] ?? facts.blockers,
        lockedBy,
        problems: problems[action] ?? [],
        slugTaken,
        pin: draft ? 'ahead' : 'none',
        planned,
      });
      return { action, allowed: reasons.length === 0, reasons: tellable(reasons, mayRead) };
    });
    return { items };
  }

  /** What a draft lacks is for those to know who may read it. */
  private async problems(
    tx: EntityManager,
    actor: Principal,
    opened: OpenedItem,
    number: number | null,
  ): Promise<Problem[]> {
    if (!mayReadDraft(actor, opened.target)) return [];
    const revision = await this.revisions.find(tx, opened.item.id, number);
    if (!revision) return [];
    const references = opened.kind.references(revision.content);
    const resolved = await this.references.resolve(tx, references, 'readers');
    return publicationProblems(tx, opened, revision.content, resolved);
  }

  private async rights(
    tx: EntityManager,
    { item, kind }: OpenedItem,
    number: number | null,
    time: RightsTime,
  ): Promise<Refusal[]> {
    const revision = await this.revisions.find(tx, item.id, number);
    const resolved = await this.references.resolve(tx, referencesOf(kind, revision), 'readers');
    return rightsBlockers(tx, captionsOf(kind, revision, resolved), time);
  }
}

/** What would hold up a publication at a time that is planned: an embargo that ends can be over by then. */
function blockersSomeTime({ embargo, holds }: Standing): readonly Refusal[] {
  return blockers({ embargo: embargo?.until === null ? embargo : null, holds });
}

/** Where the draft is on its way is for those to know who may read it; to the others it says what they lack. */
function tellable(reasons: Refusal[], mayRead: boolean): Refusal[] {
  const lacking = reasons.filter(({ code }) => code === 'forbidden');
  return mayRead || lacking.length === 0 ? reasons : lacking;
}
