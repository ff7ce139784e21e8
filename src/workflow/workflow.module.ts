import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommentsModule } from '../comments/comments.module.js';
import { ItemsModule } from '../items/items.module.js';
import { ActionJudge } from './action-judge.js';
import { Approval } from './approval.entity.js';
import { ItemActions } from './item-actions.js';
import { Review } from './review.js';
import { ReviewController } from './review.controller.js';

/** The table of actions, and the verbs of review. */
@Module({
  imports: [ItemsModule, CommentsModule, TypeOrmModule.forFeature([Approval])],
  controllers: [ReviewController],
  providers: [ActionJudge, ItemActions, Review],
  exports: [ActionJudge, ItemActions, Review],
})
export class WorkflowModule {}
