import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/rule.js';
import { ListQuery, listRequest } from '../http/lists.js';
import { PublishedCorrections } from '../published/published-corrections.js';
import { Answers } from './answers.js';
import { DeliveredCorrectionPage } from './delivered-corrections.dto.js';
import { CORRECTED } from './hot/topics.js';

/** What the paper had to put right. */
@Controller('delivery/v1/corrections')
export class DeliveredCorrectionsController {
  constructor(
    private readonly corrections: PublishedCorrections,
    private readonly answers: Answers,
  ) {}

  /** Every public correction and clarification, newest first. Those that were superseded or withdrawn stay on record. */
  @Public()
  @Get()
  @ApiOkResponse({ type: DeliveredCorrectionPage })
  async list(
    @Query() query: ListQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = listRequest('delivery corrections', query);
    const page = await this.corrections.page(list);
    this.answers.restsOn(request, [...page.itemIds, CORRECTED]);
    this.answers.sendPage(request, reply, page);
  }
}
