import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { Requires } from '../../access/rule.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { Commands } from '../../http/commands.js';
import { Refuses } from '../../http/handler-facts.js';
import { IdParameter } from '../../http/id-parameter.js';
import { parseInstant } from '../../http/instant.js';
import { EmbargoView } from '../../items/item-view.js';
import { EmbargoBody } from './embargo.dto.js';
import { Embargoes } from './embargoes.js';

/** The embargo of an item. */
@Controller('api/v1/items/:id/embargo')
export class EmbargoController {
  constructor(
    private readonly commands: Commands,
    private readonly embargoes: Embargoes,
  ) {}

  /**
   * Puts an item that is not live under an embargo, in place of one that stands. Until its end nobody publishes the
   * item, and readers learn of nothing that was there. To bring the end forward needs `embargo.lift` as well.
   */
  @Put()
  @Requires('embargo.set')
  @Refuses('invalid_transition')
  async set(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() { until, reason }: EmbargoBody,
  ): Promise<EmbargoView> {
    const terms = { until: until === null ? null : parseInstant(until), reason };
    return this.commands.run(call, (tx) => this.embargoes.set(tx, call.actor, id, call.precondition, terms));
  }

  /** Lifts the embargo. The item may be published from now on; nothing is published by it. */
  @Delete()
  @HttpCode(204)
  @Requires('embargo.lift')
  @Refuses('invalid_transition')
  async lift(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<void> {
    await this.commands.run(call, (tx) => this.embargoes.lift(tx, call.actor, id, call.precondition));
  }
}
