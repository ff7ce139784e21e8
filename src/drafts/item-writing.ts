import { Injectable } from '@nestjs/common';
import type { Call } from '../http/call.js';
import { Commands } from '../http/commands.js';
import { ItemReader, type TaggedItem } from '../items/item-reader.js';
import type { ItemView, WarningView } from '../items/item-view.js';
import type { Kind } from '../kinds.js';
import { Review } from '../workflow/review.js';
import { CreateItem } from './create-item.js';
import { readWriting } from './html-writing.js';
import type { SaveQuery } from './save.dto.js';
import { SaveDraft } from './save-draft.js';
import type { SentWriting } from './writing.js';

/** What the writing routes of every kind do; the kinds' controllers add their types. */
@Injectable()
export class ItemWriting {
  constructor(
    private readonly commands: Commands,
    private readonly reader: ItemReader,
    private readonly createItem: CreateItem,
    private readonly saveDraft: SaveDraft,
    private readonly review: Review,
  ) {}

  /** Makes an item with a first draft; `route` is where the kind's items are. */
  async create(call: Call, kind: Kind, route: string, sent: SentWriting): Promise<ItemView> {
    const { actor } = call;
    const { writing, warnings } = await readWriting(sent);
    return this.commands.runOnce(call, {
      access: (tx, answered) => this.reader.view(tx, actor, answered.id, kind),
      work: async (tx) => {
        const id = await this.createItem.run(tx, actor, kind, writing);
        const view = await this.reader.afterCreation(tx, actor, id);
        return { ...withWarnings(view, warnings), path: `${route}/${id}` };
      },
    });
  }

  /** Saves the item's draft; with `merge=true` also what was written over an older version. */
  async save(call: Call, kind: Kind, id: string, sent: SentWriting, { merge }: SaveQuery): Promise<ItemView> {
    const { actor, precondition } = call;
    const seen = merge === 'true' ? precondition.orOlder() : precondition;
    const { writing, warnings } = await readWriting(sent);
    return this.commands.run(call, async (tx) => {
      const merged = await this.saveDraft.run(tx, actor, kind, id, seen, writing);
      const { etag, body } = withWarnings(await this.reader.afterAction(tx, actor, id), warnings);
      return { etag, body: merged ? { ...body, merged } : body };
    });
  }

  /** Spikes an item that was never published. */
  async remove(call: Call, kind: Kind, id: string): Promise<void> {
    await this.commands.run(call, async (tx) => {
      await this.review.remove(tx, call.actor, kind, id, call.precondition);
      return { body: null };
    });
  }
}

/** The answer to a writing warns of that writing too; what is read of the item later does not. */
function withWarnings({ etag, body }: TaggedItem, warnings: readonly WarningView[]): TaggedItem {
  return { etag, body: { ...body, warnings: [...body.warnings, ...warnings] } };
}
