import { Controller, Get, Param, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { listRequest, ListQuery, Lists } from '../http/lists.js';
import { etagOf } from '../http/precondition.js';
import { ItemGate } from '../items/item-gate.js';
import { ScheduleReader } from '../schedules/schedule-reader.js';
import { SchedulePage, ScheduleView } from '../schedules/schedule-view.js';

/** What is planned for an item, to read. */
@Controller('api/v1/items/:id/schedules')
export class SchedulesController {
  constructor(
    private readonly lists: Lists,
    private readonly db: EntityManager,
    private readonly gate: ItemGate,
    private readonly schedules: ScheduleReader,
  ) {}

  /** What is planned for the item and what became of what was, newest first. */
  @Get()
  @AnyStaff()
  @Refuses('forbidden')
  async list(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Query() query: ListQuery,
  ): Promise<SchedulePage> {
    await this.gate.readDrafts(this.db, call.actor, id);
    const page = await this.schedules.list(this.db, id, listRequest(`/api/v1/items/${id}/schedules`, query));
    return this.lists.send(call, page);
  }

  /** One schedule; the ETag is the item's. */
  @Get(':scheduleId')
  @AnyStaff()
  @Refuses('forbidden')
  async read(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Param('scheduleId', IdParameter) scheduleId: string,
  ): Promise<ScheduleView> {
    const { item } = await this.gate.readDrafts(this.db, call.actor, id);
    const schedule = await this.schedules.view(this.db, id, scheduleId);
    call.reply.header('ETag', etagOf(item.version));
    return schedule;
  }
}
