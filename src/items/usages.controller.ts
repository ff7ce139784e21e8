import { Controller, Get, Param, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { IdParameter } from '../http/id-parameter.js';
import { listRequest, ListQuery, Lists } from '../http/lists.js';
import { ItemGate } from './item-gate.js';
import { UsagePage, Usages } from './usages.js';

/** Where an item is used. */
@Controller('api/v1/items/:id/usages')
export class UsagesController {
  constructor(
    private readonly lists: Lists,
    private readonly db: EntityManager,
    private readonly gate: ItemGate,
    private readonly usages: Usages,
  ) {}

  /** Where the item is placed or related, with the state of each use. */
  @Get()
  @AnyStaff()
  async list(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Query() query: ListQuery,
  ): Promise<UsagePage> {
    await this.gate.see(this.db, call.actor, id);
    const list = listRequest(`/api/v1/items/${id}/usages`, query);
    const page = await this.usages.list(this.db, call.actor, id, list);
    return this.lists.send(call, page);
  }
}
