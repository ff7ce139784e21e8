import { Body, Controller, Param, Post } from '@nestjs/common';
import { Requires } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { Commands } from '../http/commands.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { ItemReader } from '../items/item-reader.js';
import { ItemView } from '../items/item-view.js';
import { NoBody } from '../http/no-body.dto.js';
import { CreateItem } from './create-item.js';

/** Making a new item of another. It creates one, and is no action on the other: so it is not with the drafts’ verbs. */
@Controller('api/v1/items/:id/duplicate')
export class DuplicateController {
  constructor(
    private readonly commands: Commands,
    private readonly reader: ItemReader,
    private readonly createItem: CreateItem,
  ) {}

  /** Makes a new item of what this one shows. The new one has nothing to do with it from then on. */
  @Post()
  @Requires('item.create')
  @Refuses('invalid_transition')
  async duplicate(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() _body: NoBody,
  ): Promise<ItemView> {
    return this.commands.runOnce(call, {
      access: (tx, answered) => this.reader.view(tx, call.actor, answered.id),
      work: async (tx) => {
        const copy = await this.createItem.duplicate(tx, call.actor, id);
        const view = await this.reader.afterCreation(tx, call.actor, copy);
        return { ...view, path: `/api/v1/items/${copy}` };
      },
    });
  }
}
