import { Controller, Get, Param, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../access/rule.js';
import { HistoryPage } from '../audit/audit.dto.js';
import { AuditReader } from '../audit/audit-reader.js';
import { type Call, CurrentCall } from '../http/call.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { listRequest, ListQuery, Lists } from '../http/lists.js';
import { BoardQuery } from './board-query.js';
import { ItemGate } from './item-gate.js';
import { ItemReading } from './item-reading.js';
import { ItemPage, ItemView } from './item-view.js';

const ROUTE = '/api/v1/items';

/** Items of all kinds: the board, each by itself, its history. */
@Controller(ROUTE)
export class ItemsController {
  constructor(
    private readonly lists: Lists,
    private readonly db: EntityManager,
    private readonly gate: ItemGate,
    private readonly reading: ItemReading,
    private readonly trail: AuditReader,
  ) {}

  /** The desk's board: everything in flight, of all kinds, as far as you may see it. */
  @Get()
  @AnyStaff()
  async list(@CurrentCall() call: Call, @Query() query: BoardQuery): Promise<ItemPage> {
    return this.reading.list(call, ROUTE, query);
  }

  /** One item of any kind. */
  @Get(':id')
  @AnyStaff()
  async read(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<ItemView> {
    return this.reading.read(call, id);
  }

  /** The item's audit trail, newest first. */
  @Get(':id/history')
  @AnyStaff()
  @Refuses('forbidden')
  async history(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Query() query: ListQuery,
  ): Promise<HistoryPage> {
    await this.gate.readDrafts(this.db, call.actor, id);
    const page = await this.trail.ofItem(this.db, id, listRequest(`${ROUTE}/${id}/history`, query));
    return this.lists.send(call, page);
  }
}
