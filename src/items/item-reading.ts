import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import type { Page } from '../database/keyset.js';
import type { Call } from '../http/call.js';
import { listRequest, Lists } from '../http/lists.js';
import type { Kind } from '../kinds.js';
import { Board } from './board.js';
import type { BoardQuery } from './board-query.js';
import { ItemReader } from './item-reader.js';
import type { ItemView } from './item-view.js';

/** What the reading routes of items do, of one kind or of all; the controllers add their types. */
@Injectable()
export class ItemReading {
  constructor(
    private readonly lists: Lists,
    private readonly db: EntityManager,
    private readonly board: Board,
    private readonly reader: ItemReader,
  ) {}

  /** A page of items, as far as the caller's rights go. */
  async list(call: Call, route: string, query: BoardQuery): Promise<Page<ItemView>> {
    const page = await this.board.list(this.db, call.actor, query, listRequest(route, query));
    return this.lists.send(call, page);
  }

  /** One item with its ETag. Throws `not_found`, also where it is of another kind. */
  async read(call: Call, id: string, kind?: Kind): Promise<ItemView> {
    const { etag, body } = await this.reader.view(this.db, call.actor, id, kind);
    call.reply.header('ETag', etag);
    return body;
  }
}
