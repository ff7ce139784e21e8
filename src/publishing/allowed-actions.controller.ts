import { Controller, Get, Param } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { IdParameter } from '../http/id-parameter.js';
import { ActionForecast } from './action-forecast.js';
import { AllowedActions } from './allowed-actions.dto.js';

/** What may be done to an item now. */
@Controller('api/v1/items/:id/allowed-actions')
export class AllowedActionsController {
  constructor(
    private readonly db: EntityManager,
    private readonly forecast: ActionForecast,
  ) {}

  /** Which actions you may take on the item now, and why not the others. */
  @Get()
  @AnyStaff()
  async allowedActions(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
  ): Promise<AllowedActions> {
    return this.forecast.of(this.db, call.actor, id);
  }
}
