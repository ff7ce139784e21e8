import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Requires } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { IdParameter } from '../http/id-parameter.js';
import { ItemView } from '../items/item-view.js';
import { NoBody } from '../http/no-body.dto.js';
import { RequestChangesBody } from './request-changes.dto.js';
import { ItemActions } from './item-actions.js';
import { Review } from './review.js';

/** The verbs that move a draft from stage to stage. */
@Controller('api/v1/items/:id')
export class ReviewController {
  constructor(
    private readonly actions: ItemActions,
    private readonly review: Review,
  ) {}

  /** Hands the draft to the desk. */
  @Post('submit')
  @HttpCode(200)
  @Requires('item.submit')
  async submit(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() _body: NoBody,
  ): Promise<ItemView> {
    return this.actions.run(call, id, 'submit', (tx) =>
      this.review.submit(tx, call.actor, id, call.precondition),
    );
  }

  /** Takes the draft into editing; a second claim takes over. */
  @Post('claim')
  @HttpCode(200)
  @Requires('item.review')
  async claim(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() _body: NoBody,
  ): Promise<ItemView> {
    return this.actions.run(call, id, 'claim', (tx) =>
      this.review.claim(tx, call.actor, id, call.precondition),
    );
  }

  /** Sends the draft back with a comment; an approval of it is withdrawn. */
  @Post('request-changes')
  @HttpCode(200)
  @Requires('item.review')
  async requestChanges(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: RequestChangesBody,
  ): Promise<ItemView> {
    return this.actions.run(call, id, 'request-changes', (tx) =>
      this.review.requestChanges(tx, call.actor, id, call.precondition, body.comment),
    );
  }

  /** Approves exactly the revision that the draft is now. */
  @Post('approve')
  @HttpCode(200)
  @Requires('item.approve')
  async approve(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() _body: NoBody,
  ): Promise<ItemView> {
    return this.actions.run(call, id, 'approve', (tx) =>
      this.review.approve(tx, call.actor, id, call.precondition),
    );
  }

  /** Drops an item that was never live. */
  @Post('spike')
  @HttpCode(200)
  @Requires('item.spike')
  async spike(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() _body: NoBody,
  ): Promise<ItemView> {
    return this.actions.run(call, id, 'spike', (tx) =>
      this.review.spike(tx, call.actor, id, call.precondition),
    );
  }

  /** Takes a spiked item back. */
  @Post('unspike')
  @HttpCode(200)
  @Requires('item.spike')
  async unspike(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() _body: NoBody,
  ): Promise<ItemView> {
    return this.actions.run(call, id, 'unspike', (tx) =>
      this.review.unspike(tx, call.actor, id, call.precondition),
    );
  }
}
