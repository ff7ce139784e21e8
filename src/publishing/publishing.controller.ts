import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Requires } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { parseInstant } from '../http/instant.js';
import { ItemView } from '../items/item-view.js';
import { ItemActions } from '../workflow/item-actions.js';
import { Publish } from './publish.js';
import { KillBody, PublishBody, RepublishBody, UnpublishBody } from './publishing.dto.js';
import { TakeDown } from './take-down.js';

/** The verbs that readers see something of. */
@Controller('api/v1/items/:id')
export class PublishingController {
  constructor(
    private readonly actions: ItemActions,
    private readonly publishing: Publish,
    private readonly takeDown: TakeDown,
  ) {}

  /** Makes the draft's revision the one that readers see. */
  @Post('publish')
  @HttpCode(200)
  @Requires('item.publish')
  @Refuses('public_note_required', 'slug_taken')
  async publish(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() { firstPublishedAt, ...body }: PublishBody,
  ): Promise<ItemView> {
    const stated = firstPublishedAt ? (parseInstant(firstPublishedAt) ?? undefined) : undefined;
    return this.actions.run(call, id, 'publish', (tx) =>
      this.publishing.publish(tx, call.actor, id, call.precondition, { ...body, firstPublishedAt: stated }),
    );
  }

  /** Brings a withdrawn item back as it was last. */
  @Post('republish')
  @HttpCode(200)
  @Requires('item.publish')
  @Refuses('public_note_required', 'slug_taken')
  async republish(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: RepublishBody,
  ): Promise<ItemView> {
    return this.actions.run(call, id, 'republish', (tx) =>
      this.publishing.republish(tx, call.actor, id, call.precondition, body),
    );
  }

  /** Takes a live item off; it may come back. */
  @Post('unpublish')
  @HttpCode(200)
  @Requires('item.unpublish')
  async unpublish(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: UnpublishBody,
  ): Promise<ItemView> {
    return this.actions.run(call, id, 'unpublish', (tx) =>
      this.takeDown.unpublish(tx, call.actor, id, call.precondition, body),
    );
  }

  /** Withdraws a published item for good; a tombstone with the notice stays. */
  @Post('kill')
  @HttpCode(200)
  @Requires('item.kill')
  async kill(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: KillBody,
  ): Promise<ItemView> {
    return this.actions.run(call, id, 'kill', (tx) =>
      this.takeDown.kill(tx, call.actor, id, call.precondition, body),
    );
  }
}
