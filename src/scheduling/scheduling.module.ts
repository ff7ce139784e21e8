import { Module } from '@nestjs/common';
import { ItemsModule } from '../items/items.module.js';
import { PublishingModule } from '../publishing/publishing.module.js';
import { SchedulesModule } from '../schedules/schedules.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { DueSchedules } from './due-schedules.js';
import { ScheduleLoop } from './schedule-loop.js';
import { ScheduleCancelling } from './schedule-cancelling.js';
import { SchedulePlanning } from './schedule-planning.js';
import { ScheduleRun } from './schedule-run.js';
import { SchedulesController } from './schedules.controller.js';
import { SchedulingController } from './scheduling.controller.js';

/** Planning what is to happen at a time, and doing it then. */
@Module({
  imports: [ItemsModule, SchedulesModule, WorkflowModule, PublishingModule],
  controllers: [SchedulesController, SchedulingController],
  providers: [DueSchedules, ScheduleCancelling, SchedulePlanning, ScheduleRun, ScheduleLoop],
})
export class SchedulingModule {}
