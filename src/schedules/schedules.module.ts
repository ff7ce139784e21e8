import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PlannedSchedules } from './planned-schedules.js';
import { Schedule } from './schedule.entity.js';
import { ScheduleReader } from './schedule-reader.js';

/** What is planned, as records: made and ended by the verbs above. */
@Module({
  imports: [TypeOrmModule.forFeature([Schedule])],
  providers: [PlannedSchedules, ScheduleReader],
  exports: [PlannedSchedules, ScheduleReader],
})
export class SchedulesModule {}
