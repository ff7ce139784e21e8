import { Controller, Get, Param, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { IdParameter } from '../http/id-parameter.js';
import { listRequest, ListQuery, Lists } from '../http/lists.js';
import { ItemGate } from '../items/item-gate.js';
import { PublicationReader } from './publication-reader.js';
import { PublicationPage } from './publishing.dto.js';

/** What was published of an item. */
@Controller('api/v1/items/:id/publications')
export class ItemPublicationsController {
  constructor(
    private readonly lists: Lists,
    private readonly db: EntityManager,
    private readonly gate: ItemGate,
    private readonly reader: PublicationReader,
  ) {}

  /** What was live when, newest first. */
  @Get()
  @AnyStaff()
  async list(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Query() query: ListQuery,
  ): Promise<PublicationPage> {
    await this.gate.see(this.db, call.actor, id);
    const page = await this.reader.list(this.db, id, listRequest(`/api/v1/items/${id}/publications`, query));
    return this.lists.send(call, page);
  }
}
