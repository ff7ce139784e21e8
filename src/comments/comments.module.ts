import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ItemsModule } from '../items/items.module.js';
import { Comment } from './comment.entity.js';
import { Comments } from './comments.js';
import { CommentsController } from './comments.controller.js';

/** The desk's talk about items. */
@Module({
  imports: [ItemsModule, TypeOrmModule.forFeature([Comment])],
  controllers: [CommentsController],
  providers: [Comments],
  exports: [Comments],
})
export class CommentsModule {}
