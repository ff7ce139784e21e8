import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import type { Precondition } from '../http/precondition.js';
import { ItemGate, type OpenedItem } from '../items/item-gate.js';
import { deskColumns, Revisions } from '../items/revisions.js';
import type { RunningPlan } from '../schedules/planned-schedules.js';
import { ActionJudge } from '../workflow/action-judge.js';
import { GoOffline } from './go-offline.js';
import type { NamedTarget } from './addresses/redirect-target.js';
import { Redirects } from './addresses/redirects.js';
import type { KillBody, UnpublishBody } from './publishing.dto.js';

/** Takes live items off: for now (unpublish), or for good (kill). */
@Injectable()
export class TakeDown {
  constructor(
    private readonly gate: ItemGate,
    private readonly judge: ActionJudge,
    private readonly revisions: Revisions,
    private readonly redirects: Redirects,
    private readonly goOffline: GoOffline,
  ) {}

  /** Takes a live item off; it may come back. The draft, if there is one, stays. */
  async unpublish(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    body: UnpublishBody,
  ): Promise<void> {
    const wanted = this.redirects.read(body.type, body.redirectTo ?? null);
    const opened = await this.judge.open(tx, actor, id, seen, 'unpublish');
    await this.withdraw(tx, actor, opened, body, wanted);
  }

  /**
   * Takes off whatever is live of the item, as was planned and by the planner's rights; where it leads is looked up as it
   * is by then. Throws the first refusal.
   */
  async unpublishAsPlanned(
    tx: EntityManager,
    planner: Principal,
    plan: RunningPlan & { itemId: string; request: UnpublishBody },
    seen: Precondition,
  ): Promise<void> {
    const wanted = this.redirects.read(plan.request.type, plan.request.redirectTo ?? null);
    const opened = await this.judge.open(tx, planner, plan.itemId, seen, 'schedule-unpublish');
    await this.withdraw(tx, planner, opened, plan.request, wanted, plan);
  }

  /**
   * Takes a live item, which the caller has locked, off by a rule of the newsroom's and without a notice: nobody does it,
   * so nobody's rights are asked.
   */
  async withdrawUnasked(tx: EntityManager, id: string, reason: string): Promise<void> {
    await this.withdraw(tx, null, await this.gate.unjudged(tx, id), { type: 'withdrawn', reason }, null);
  }

  /** The item, if its end may be planned as things stand now; all of it is asked again then. Throws the first refusal. */
  async openToPlan(
    tx: EntityManager,
    planner: Principal,
    id: string,
    seen: Precondition,
    { type, redirectTo = null }: UnpublishBody,
  ): Promise<OpenedItem> {
    const wanted = this.redirects.read(type, redirectTo);
    const opened = await this.judge.open(tx, planner, id, seen, 'schedule-unpublish');
    await this.redirects.resolve(tx, id, wanted);
    return opened;
  }

  /** Withdraws a published item for good: a tombstone with the notice stays, the draft is given up. */
  async kill(
    tx: EntityManager,
    actor: Principal,
    id: string,
    seen: Precondition,
    { reason, notice }: KillBody,
  ): Promise<void> {
    const opened = await this.judge.open(tx, actor, id, seen, 'kill');
    const { item, kind } = opened;
    const last = await this.revisions.find(tx, id, item.lastLiveRevision);
    await this.goOffline.run(tx, actor, opened, {
      state: 'killed',
      notice,
      redirect: null,
      patch: {
        visibility: 'killed',
        liveRevision: null,
        draftRevision: null,
        stage: null,
        assigneeId: null,
        ...(last ? deskColumns(kind, last, item.liveSlug) : {}),
      },
      details: { reason, notice },
      draftReferences: [],
    });
  }

  private async withdraw(
    tx: EntityManager,
    actor: Principal | null,
    opened: OpenedItem,
    { type, reason, notice = null }: UnpublishBody,
    wanted: NamedTarget | null,
    plan?: RunningPlan,
  ): Promise<void> {
    const { id, liveRevision } = opened.item;
    const redirect = await this.redirects.resolve(tx, id, wanted);
    const live = await this.revisions.find(tx, id, liveRevision);
    await this.goOffline.run(tx, actor, opened, {
      state: 'withdrawn',
      notice: type === 'gone' ? null : notice,
      patch: { visibility: 'withdrawn', liveRevision: null },
      redirect,
      details: { type, reason, notice, ...(redirect === null ? {} : { redirectTo: redirect }) },
      ...(plan ? { plan } : {}),
      ...(live && opened.item.draftRevision === null
        ? { draftReferences: opened.kind.references(live.content) }
        : {}),
    });
  }
}
