import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { Requires } from '../../access/rule.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { Commands } from '../../http/commands.js';
import { NoPrecondition, Refuses } from '../../http/handler-facts.js';
import { IdParameter } from '../../http/id-parameter.js';
import { LockView } from '../../items/item-view.js';
import { EditLocks } from './edit-locks.js';
import { TakeLock } from './take-lock.dto.js';

/** The edit lock of an item. */
@Controller('api/v1/items/:id/lock')
export class EditLocksController {
  constructor(
    private readonly commands: Commands,
    private readonly locks: EditLocks,
  ) {}

  /** Takes the edit lock: nobody else saves meanwhile. Sent again by its holder, it goes on from then. */
  @Put()
  @Requires('item.edit')
  @NoPrecondition()
  @Refuses('invalid_transition', 'claimed', 'locked')
  async take(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: TakeLock,
  ): Promise<LockView> {
    return this.commands.run(call, async (tx) => ({
      body: await this.locks.take(tx, call.actor, id, body),
    }));
  }

  /** Gives the edit lock back. */
  @Delete()
  @HttpCode(204)
  @Requires('item.edit')
  @NoPrecondition()
  @Refuses('locked')
  async release(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<void> {
    await this.commands.run(call, async (tx) => {
      await this.locks.release(tx, call.actor, id);
      return { body: null };
    });
  }
}
