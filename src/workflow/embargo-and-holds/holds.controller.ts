import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff, Requires } from '../../access/rule.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { Commands } from '../../http/commands.js';
import { NeedsPrecondition, Refuses } from '../../http/handler-facts.js';
import { IdParameter } from '../../http/id-parameter.js';
import { etagOf } from '../../http/precondition.js';
import { ItemGate } from '../../items/item-gate.js';
import { HoldView } from '../../items/item-view.js';
import { Holds } from './holds.js';
import { NewHold } from './new-hold.dto.js';

/** The holds of an item. */
@Controller('api/v1/items/:id/holds')
export class HoldsController {
  constructor(
    private readonly db: EntityManager,
    private readonly commands: Commands,
    private readonly gate: ItemGate,
    private readonly holds: Holds,
  ) {}

  /**
   * Puts a hold on the item, whatever state it is in. Nothing of the item is published until each of its holds is
   * released; what is live stays live.
   */
  @Post()
  @Requires('hold.set')
  @NeedsPrecondition()
  async set(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: NewHold,
  ): Promise<HoldView> {
    return this.commands.runOnce(call, {
      access: (tx) => this.holds.recheck(tx, call.actor, id, body.type),
      work: async (tx) => {
        const hold = await this.holds.set(tx, call.actor, id, call.precondition, body);
        return { ...hold, path: `/api/v1/items/${id}/holds/${hold.body.id}` };
      },
    });
  }

  /** One hold that stands. The ETag is the item’s. */
  @Get(':holdId')
  @AnyStaff()
  @Refuses('forbidden')
  async read(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Param('holdId', IdParameter) holdId: string,
  ): Promise<HoldView> {
    const { item } = await this.gate.readDrafts(this.db, call.actor, id);
    const hold = await this.holds.view(this.db, id, holdId);
    call.reply.header('ETag', etagOf(item.version));
    return hold;
  }

  /** Releases a hold. */
  @Delete(':holdId')
  @HttpCode(204)
  @Requires('hold.release')
  async release(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Param('holdId', IdParameter) holdId: string,
  ): Promise<void> {
    await this.commands.run(call, (tx) => this.holds.release(tx, call.actor, id, call.precondition, holdId));
  }
}
