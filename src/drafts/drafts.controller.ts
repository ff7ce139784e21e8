import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Requires } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { IdParameter } from '../http/id-parameter.js';
import { ItemView } from '../items/item-view.js';
import { NoBody } from '../http/no-body.dto.js';
import { ItemActions } from '../workflow/item-actions.js';
import { DiscardDraft } from './discard-draft.js';
import { RestoreBody } from './restore.dto.js';
import { RestoreRevision } from './restore-revision.js';

/** What is done to a draft besides writing it. */
@Controller('api/v1/items/:id')
export class DraftsController {
  constructor(
    private readonly actions: ItemActions,
    private readonly restoreRevision: RestoreRevision,
    private readonly discardDraft: DiscardDraft,
  ) {}

  /** Brings the content of an old revision back as a new draft. Never publishes. */
  @Post('restore')
  @HttpCode(200)
  @Requires('item.edit')
  async restore(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: RestoreBody,
  ): Promise<ItemView> {
    return this.actions.run(call, id, 'restore', (tx) =>
      this.restoreRevision.run(tx, call.actor, id, call.precondition, body.revision),
    );
  }

  /** Gives the draft of a published item up; its revisions stay in history. */
  @Post('discard-draft')
  @HttpCode(200)
  @Requires('item.edit')
  async discard(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() _body: NoBody,
  ): Promise<ItemView> {
    return this.actions.run(call, id, 'discard-draft', (tx) =>
      this.discardDraft.run(tx, call.actor, id, call.precondition),
    );
  }
}
