import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { Commands } from '../http/commands.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { listRequest, ListQuery, Lists } from '../http/lists.js';
import { NoBody } from '../http/no-body.dto.js';
import { etagOf } from '../http/precondition.js';
import { ItemGate } from '../items/item-gate.js';
import { CommentPage, Comments, CommentView } from './comments.js';
import { NewComment } from './new-comment.dto.js';

/** All that ever changes of a comment is that it is resolved. */
const UNRESOLVED = 1;
const RESOLVED = 2;

/** The desk’s talk about an item. */
@Controller('api/v1/items/:id/comments')
export class CommentsController {
  constructor(
    private readonly lists: Lists,
    private readonly db: EntityManager,
    private readonly commands: Commands,
    private readonly gate: ItemGate,
    private readonly comments: Comments,
  ) {}

  /** The desk's talk about the item, oldest first. */
  @Get()
  @AnyStaff()
  @Refuses('forbidden')
  async list(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Query() query: ListQuery,
  ): Promise<CommentPage> {
    await this.gate.readDrafts(this.db, call.actor, id);
    const page = await this.comments.list(this.db, id, listRequest(`/api/v1/items/${id}/comments`, query));
    return this.lists.send(call, page);
  }

  /** Says something about the item. Whoever may read its drafts may. */
  @Post()
  @AnyStaff()
  @Refuses('forbidden')
  async write(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: NewComment,
  ): Promise<CommentView> {
    return this.commands.runOnce(call, {
      access: (tx) => this.gate.discuss(tx, call.actor, id),
      work: async (tx) => {
        const commentId = await this.comments.write(tx, call.actor, id, body);
        return {
          etag: etagOf(UNRESOLVED),
          path: `/api/v1/items/${id}/comments/${commentId}`,
          body: await this.comments.view(tx, id, commentId),
        };
      },
    });
  }

  /** One comment. */
  @Get(':commentId')
  @AnyStaff()
  @Refuses('forbidden')
  async read(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Param('commentId', IdParameter) commentId: string,
  ): Promise<CommentView> {
    await this.gate.readDrafts(this.db, call.actor, id);
    const comment = await this.comments.view(this.db, id, commentId);
    call.reply.header('ETag', etagOf(comment.resolvedAt === null ? UNRESOLVED : RESOLVED));
    return comment;
  }

  /** Marks a comment as dealt with. */
  @Post(':commentId/resolve')
  @HttpCode(200)
  @AnyStaff()
  @Refuses('already_resolved', 'forbidden')
  async resolve(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Param('commentId', IdParameter) commentId: string,
    @Body() _body: NoBody,
  ): Promise<CommentView> {
    return this.commands.runOnce(call, {
      access: (tx) => this.gate.discuss(tx, call.actor, id),
      work: async (tx) => {
        await this.comments.resolve(tx, call.actor, id, commentId);
        return { etag: etagOf(RESOLVED), body: await this.comments.view(tx, id, commentId) };
      },
    });
  }
}
