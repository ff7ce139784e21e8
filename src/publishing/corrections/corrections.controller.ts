import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff, Requires } from '../../access/rule.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { Commands } from '../../http/commands.js';
import { NeedsPrecondition, Refuses } from '../../http/handler-facts.js';
import { IdParameter } from '../../http/id-parameter.js';
import { listRequest, ListQuery, Lists } from '../../http/lists.js';
import { etagOf } from '../../http/precondition.js';
import { CorrectionPage, CorrectionView, WithdrawCorrectionBody } from './correction.dto.js';
import { CorrectionReader } from './correction-reader.js';
import { Corrections } from './corrections.js';

/** The corrections of an item, for the desk. */
@Controller('api/v1/items/:id/corrections')
export class CorrectionsController {
  constructor(
    private readonly lists: Lists,
    private readonly db: EntityManager,
    private readonly commands: Commands,
    private readonly corrections: Corrections,
    private readonly reader: CorrectionReader,
  ) {}

  /** What readers were told was wrong with the item, newest first, withdrawn and superseded ones included. */
  @Get()
  @AnyStaff()
  async list(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Query() query: ListQuery,
  ): Promise<CorrectionPage> {
    const list = listRequest(`/api/v1/items/${id}/corrections`, query);
    return this.lists.send(call, await this.reader.list(this.db, call.actor, id, list));
  }

  /** Takes back a correction that should not have been made. The ETag is the item's, whose version moves. */
  @Post(':correctionId/withdraw')
  @HttpCode(200)
  @Requires('item.publish')
  @NeedsPrecondition()
  @Refuses('invalid_transition', 'correction_ended')
  async withdraw(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Param('correctionId', IdParameter) correctionId: string,
    @Body() { reason }: WithdrawCorrectionBody,
  ): Promise<CorrectionView> {
    return this.commands.runOnce(call, {
      access: (tx) => this.corrections.recheck(tx, call.actor, id),
      work: async (tx) => {
        const { actor, precondition } = call;
        const version = await this.corrections.withdraw(tx, actor, id, precondition, {
          correctionId,
          reason,
        });
        return { etag: etagOf(version), body: await this.reader.afterChange(tx, id, correctionId) };
      },
    });
  }
}
