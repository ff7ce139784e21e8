import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Permission } from '../access/permissions.js';
import type { Call } from '../http/call.js';
import { Commands } from '../http/commands.js';
import { ItemGate } from '../items/item-gate.js';
import { ItemReader } from '../items/item-reader.js';
import type { ItemView } from '../items/item-view.js';

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
   * its new ETag. `permission` is what a replayed answer is checked against.
   */
  async run(
    call: Call,
    id: string,
    permission: Permission,
    verb: (tx: EntityManager) => Promise<void>,
  ): Promise<ItemView> {
    return this.commands.runOnce(call, {
      access: (tx) => this.gate.recheck(tx, call.actor, id, permission),
      work: async (tx) => {
        await verb(tx);
        return this.reader.afterAction(tx, call.actor, id);
      },
    });
  }
}
