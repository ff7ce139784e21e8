import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { EntityManager } from 'typeorm';
import { Public } from '../../access/rule.js';
import { Refuses } from '../../http/handler-facts.js';
import { NoQueryGuard } from '../../http/no-query.guard.js';
import { UnindexedGuard } from '../../http/unindexed.guard.js';
import type { Document } from '../../items/item-kind.js';
import { Previews } from './previews.js';

/** Outside of both APIs: what is here was not published, and who asks is not known. */
@Controller('previews')
export class PreviewsController {
  constructor(
    private readonly db: EntityManager,
    private readonly previews: Previews,
  ) {}

  /**
   * What a preview link shows: its revision as the document that readers would get if it were published now. Expired,
   * revoked, or of an item that is no longer to be shown: 410.
   */
  @Public()
  @UseGuards(UnindexedGuard, NoQueryGuard)
  @Get(':token')
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  @Refuses('preview_ended', 'validation_failed')
  async open(@Param('token') token: string): Promise<Document> {
    return this.previews.open(this.db, token);
  }
}
