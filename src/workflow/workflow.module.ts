import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommentsModule } from '../comments/comments.module.js';
import { ItemsModule } from '../items/items.module.js';
import { SchedulesModule } from '../schedules/schedules.module.js';
import { ActionJudge } from './action-judge.js';
import { Approval } from './approval.entity.js';
import { Embargo } from './embargo-and-holds/embargo.entity.js';
import { EmbargoController } from './embargo-and-holds/embargo.controller.js';
import { Embargoes } from './embargo-and-holds/embargoes.js';
import { Hold } from './embargo-and-holds/hold.entity.js';
import { Holds } from './embargo-and-holds/holds.js';
import { HoldsController } from './embargo-and-holds/holds.controller.js';
import { ItemActions } from './item-actions.js';
import { Review } from './review.js';
import { ReviewController } from './review.controller.js';

/** The table of actions, the verbs of review, embargo and holds. */
@Module({
  imports: [
    ItemsModule,
    CommentsModule,
    SchedulesModule,
    TypeOrmModule.forFeature([Approval, Embargo, Hold]),
  ],
  controllers: [ReviewController, EmbargoController, HoldsController],
  providers: [ActionJudge, ItemActions, Review, Embargoes, Holds],
  exports: [ActionJudge, ItemActions, Review],
})
export class WorkflowModule {}
