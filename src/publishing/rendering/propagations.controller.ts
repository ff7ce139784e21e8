import { Controller, Get, Param, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../../access/rule.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { IdParameter } from '../../http/id-parameter.js';
import { listRequest, ListQuery, Lists } from '../../http/lists.js';
import { ItemGate } from '../../items/item-gate.js';
import { PropagationPage, PropagationReader } from './propagation-reader.js';

@Controller('api/v1/items/:id/propagations')
export class PropagationsController {
  constructor(
    private readonly lists: Lists,
    private readonly db: EntityManager,
    private readonly gate: ItemGate,
    private readonly reader: PropagationReader,
  ) {}

  /** Whether readers have what was changed of the item in all that shows it, newest first: a corrected photo caption, for one. */
  @Get()
  @AnyStaff()
  async list(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Query() query: ListQuery,
  ): Promise<PropagationPage> {
    await this.gate.see(this.db, call.actor, id);
    const page = await this.reader.list(this.db, id, listRequest(`/api/v1/items/${id}/propagations`, query));
    return this.lists.send(call, page);
  }
}
