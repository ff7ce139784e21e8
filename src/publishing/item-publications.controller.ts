import { Controller, Get, Param, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { IdParameter } from '../http/id-parameter.js';
import { listRequest, ListQuery, Lists } from '../http/lists.js';
import { ItemGate } from '../items/item-gate.js';
import { ActionForecast } from './action-forecast.js';
import { AllowedActions } from './allowed-actions.dto.js';
import { PublicationReader } from './publication-reader.js';
import { PublicationPage } from './publishing.dto.js';

/** What was published of an item, and what may be done to it now. */
@Controller('api/v1/items/:id')
export class ItemPublicationsController {
  constructor(
    private readonly lists: Lists,
    private readonly db: EntityManager,
    private readonly gate: ItemGate,
    private readonly reader: PublicationReader,
    private readonly forecast: ActionForecast,
  ) {}

  /** What was live when, newest first. */
  @Get('publications')
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

  /** Which actions you may take on the item now, and why not the others. */
  @Get('allowed-actions')
  @AnyStaff()
  async allowedActions(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
  ): Promise<AllowedActions> {
    return this.forecast.of(this.db, call.actor, id);
  }
}
