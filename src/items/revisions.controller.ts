import { Controller, Get, Param, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { listRequest, ListQuery, Lists } from '../http/lists.js';
import { ItemGate } from './item-gate.js';
import { RevisionNumber } from './revision-number.js';
import { RevisionPage, RevisionReader, RevisionView } from './revision-reader.js';

/** The saved states of an item. */
@Controller('api/v1/items/:id/revisions')
export class RevisionsController {
  constructor(
    private readonly lists: Lists,
    private readonly db: EntityManager,
    private readonly gate: ItemGate,
    private readonly revisions: RevisionReader,
  ) {}

  /** Every saved state of the item, newest first, without content. */
  @Get()
  @AnyStaff()
  @Refuses('forbidden')
  async list(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Query() query: ListQuery,
  ): Promise<RevisionPage> {
    await this.gate.readDrafts(this.db, call.actor, id);
    const list = listRequest(`/api/v1/items/${id}/revisions`, query);
    const page = await this.revisions.list(this.db, id, list);
    return this.lists.send(call, page);
  }

  /** One saved state with its content. Its ETag is the content's hash. */
  @Get(':number')
  @AnyStaff()
  @Refuses('forbidden')
  async read(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Param('number', RevisionNumber) number: number,
  ): Promise<RevisionView> {
    await this.gate.readDrafts(this.db, call.actor, id);
    const revision = await this.revisions.view(this.db, id, number);
    call.reply.header('ETag', `"${revision.hash}"`);
    return revision;
  }
}
