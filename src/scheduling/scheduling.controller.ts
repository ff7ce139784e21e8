import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { Requires } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { Commands } from '../http/commands.js';
import { NeedsPrecondition, Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { ItemGate } from '../items/item-gate.js';
import { ScheduleReader } from '../schedules/schedule-reader.js';
import { ScheduleView } from '../schedules/schedule-view.js';
import { ACTIONS } from '../workflow/actions.js';
import { NewSchedule } from './new-schedule.dto.js';
import { ScheduleCancelling } from './schedule-cancelling.js';
import { SchedulePlanning } from './schedule-planning.js';

/** Planning for an item, and cancelling. */
@Controller('api/v1/items/:id/schedules')
export class SchedulingController {
  constructor(
    private readonly commands: Commands,
    private readonly gate: ItemGate,
    private readonly planning: SchedulePlanning,
    private readonly cancelling: ScheduleCancelling,
    private readonly schedules: ScheduleReader,
  ) {}

  /** Plans a publication of one revision, or an unpublication; in the place of what was planned of that action. */
  @Post()
  @Requires('item.schedule')
  @NeedsPrecondition()
  @Refuses(
    'public_note_required',
    'invalid_transition',
    'approval_missing',
    'not_ready',
    'on_hold',
    'embargoed',
    'rights_blocked',
    'four_eyes',
    'slug_taken',
  )
  async plan(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: NewSchedule,
  ): Promise<ScheduleView> {
    return this.commands.runOnce(call, {
      access: (tx) => this.gate.recheck(tx, call.actor, id, ACTIONS.schedule.permission),
      work: async (tx) => {
        const { scheduleId, etag } = await this.planning.plan(tx, call.actor, id, call.precondition, body);
        return {
          etag,
          path: `/api/v1/items/${id}/schedules/${scheduleId}`,
          body: await this.schedules.view(tx, id, scheduleId),
        };
      },
    });
  }

  /** Cancels what is planned. What has ended stays as it ended. */
  @Delete(':scheduleId')
  @HttpCode(204)
  @Requires('item.schedule')
  @Refuses('invalid_transition')
  async cancel(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Param('scheduleId', IdParameter) scheduleId: string,
  ): Promise<void> {
    return this.commands.run(call, async (tx) => {
      const { etag } = await this.cancelling.cancel(tx, call.actor, id, call.precondition, scheduleId);
      return { etag, body: undefined };
    });
  }
}
