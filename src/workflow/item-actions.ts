import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Call } from '../http/call.js';
import { Commands } from '../http/commands.js';
import { ItemGate } from '../items/item-gate.js';
import { ItemReader } from '../items/item-reader.js';
import type { ItemView } from '../items/item-view.js';
import { ACTIONS, type ActionName } from './actions.js';

/** What the route of every action does around its verb. */
@Injectable()
export class ItemActions {
  constructor(
    private readonly commands: Commands,
    private readonly gate: ItemGate,
    private readonly reader: ItemReader,
  ) {}

  /**
   * Runs the verb in one transaction, repeatable under an Idempotency-Key, and answers with the item and
   * its new ETag. A replayed answer is checked against the action's permission.
   */
  async run(
    call: Call,
    id: string,
    action: ActionName,
    verb: (tx: EntityManager) => Promise<void>,
  ): Promise<ItemView> {
    return this.commands.runOnce(call, {
      access: (tx) => this.gate.recheck(tx, call.actor, id, ACTIONS[action].permission),
      work: async (tx) => {
        await verb(tx);
        return this.reader.afterAction(tx, call.actor, id);
      },
    });
  }
}
