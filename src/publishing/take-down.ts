import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import type { Precondition } from '../http/precondition.js';
import { deskColumns, Revisions } from '../items/revisions.js';
import { ActionJudge } from '../workflow/action-judge.js';
import { GoOffline } from './go-offline.js';
import { Redirects } from './redirects.js';
import type { KillBody, UnpublishBody } from './publishing.dto.js';

/** Takes live items off: for now (unpublish), or for good (kill). */
@Injectable()
export class TakeDown {
  constructor(
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
    { type, reason, notice = null, redirectTo = null }: UnpublishBody,
  ): Promise<void> {
    const wanted = this.redirects.read(type, redirectTo);
    const opened = await this.judge.open(tx, actor, id, seen, 'unpublish');
    const redirect = await this.redirects.resolve(tx, id, wanted);
    const live = await this.revisions.find(tx, id, opened.item.liveRevision);
    await this.goOffline.run(tx, actor, opened, {
      state: 'withdrawn',
      notice: type === 'gone' ? null : notice,
      patch: { visibility: 'withdrawn', liveRevision: null },
      redirect,
      details: { type, reason, notice, ...(redirect === null ? {} : { redirectTo: redirect }) },
      ...(live && opened.item.draftRevision === null
        ? { draftReferences: opened.kind.references(live.content) }
        : {}),
    });
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
}
