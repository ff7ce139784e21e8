import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { Comments } from '../comments/comments.js';
import { CreateItem } from '../drafts/create-item.js';
import { SaveDraft } from '../drafts/save-draft.js';
import { Precondition } from '../http/precondition.js';
import type { ItemContent } from '../items/item-kind.js';
import type { Kind } from '../kinds.js';
import { Publish } from '../publishing/publish.js';
import { TakeDown } from '../publishing/take-down.js';
import { Review } from '../workflow/review.js';
import type { DemoCalendar } from './demo-calendar.js';
import type { DemoDesk, DemoLife } from './stories/story.js';
import type { Team } from './team.js';

/** The people of the demo, by their role. */
export type Cast = Readonly<Record<DemoDesk, Principal>>;

/** One item of the demo: what it says, who works on it, and how far it gets. */
export interface Script<C> {
  kind: Kind;
  story: C & DemoLife<C> & { comments?: { by: DemoDesk; text: string }[] };
  team: Team;
  /** Members that the copy desk adds rather than the writer. */
  deskAdds: readonly (keyof C)[];
  content: (given: Partial<C>) => ItemContent;
}

/** Takes the demo's items through their lives by the verbs of the newsroom, each by one who may. */
@Injectable()
export class DemoLives {
  constructor(
    private readonly createItem: CreateItem,
    private readonly saveDraft: SaveDraft,
    private readonly review: Review,
    private readonly publication: Publish,
    private readonly takeDown: TakeDown,
    private readonly comments: Comments,
  ) {}

  /** Makes the item as it stands when the demo opens, and returns its id. */
  async live<C>(tx: EntityManager, cast: Cast, calendar: DemoCalendar, script: Script<C>): Promise<string> {
    const { kind, story, team, content } = script;
    const isEdited = team.editor !== team.approver && !['draft', 'submitted', 'spiked'].includes(story.state);
    const filed = isEdited ? without(story, script.deskAdds) : story;
    const id = await this.createItem.run(tx, cast[team.writer], kind, { content: content(filed) });
    const seen = async (): Promise<Precondition> => versionOf(tx, id);

    if (story.state === 'spiked') await this.review.spike(tx, cast[team.approver], id, await seen());
    else if (story.state !== 'draft') {
      await this.review.submit(tx, cast[team.writer], id, await seen());
      if (story.state !== 'submitted') await this.review.claim(tx, cast[team.editor], id, await seen());
      if (isEdited) {
        const added = content(only(story, script.deskAdds));
        await this.saveDraft.run(tx, cast[team.editor], kind, id, await seen(), {
          content: added,
          changeNote: 'Copy-edited',
        });
      }
      if (story.state === 'changes_requested') {
        const { requestComment } = story;
        await this.review.requestChanges(tx, cast[team.editor], id, await seen(), requestComment);
      }
      if (story.state === 'approved' || 'publishedAt' in story) {
        await this.review.approve(tx, cast[team.approver], id, await seen());
      }
    }
    if ('publishedAt' in story) await this.publish(tx, cast, calendar, id, script, story);
    for (const { by, text } of story.comments ?? []) {
      await this.comments.write(tx, cast[by], id, { text });
    }
    return id;
  }

  private async publish<C>(
    tx: EntityManager,
    cast: Cast,
    calendar: DemoCalendar,
    id: string,
    { kind, team, content }: Script<C>,
    story: Extract<DemoLife<C>, { publishedAt: string }>,
  ): Promise<void> {
    const seen = async (): Promise<Precondition> => versionOf(tx, id);
    await this.publication.publish(tx, cast.managing_editor, id, await seen(), {
      firstPublishedAt: calendar.instant(story.publishedAt),
    });
    for (const { edit, changeType, publicNote } of story.republished ?? []) {
      await this.saveDraft.run(tx, cast[team.writer], kind, id, await seen(), { content: content(edit) });
      await this.review.submit(tx, cast[team.writer], id, await seen());
      await this.review.approve(tx, cast[team.approver], id, await seen());
      await this.publication.publish(tx, cast[team.publisher], id, await seen(), { changeType, publicNote });
    }
    if (story.state === 'live_with_draft') {
      const { edit, changeNote } = story.draft;
      const writing = { content: content(edit), changeNote };
      await this.saveDraft.run(tx, cast[team.writer], kind, id, await seen(), writing);
    }
    if (story.state === 'withdrawn') {
      const { reason, notice } = story;
      const how = { type: 'withdrawn', reason, notice } as const;
      await this.takeDown.unpublish(tx, cast[team.publisher], id, await seen(), how);
    }
    if (story.state === 'killed') {
      const { reason, notice } = story;
      await this.takeDown.kill(tx, cast.legal, id, await seen(), { reason, notice });
    }
  }
}

/** What an editor who has just read the item would send as If-Match. */
async function versionOf(tx: EntityManager, id: string): Promise<Precondition> {
  const [row] = await tx.query<{ version: number }[]>('select version from item where id = $1', [id]);
  if (!row) throw new Error(`The demo has lost item ${id}.`);
  return Precondition.version(row.version);
}

function only<C>(story: C, names: readonly (keyof C)[]): Partial<C> {
  const part: Partial<C> = {};
  for (const name of names) part[name] = story[name];
  return part;
}

function without<C>(story: C, names: readonly (keyof C)[]): Partial<C> {
  const part: Partial<C> = { ...story };
  for (const name of names) delete part[name];
  return part;
}
