import { Controller, Get, Param, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/rule.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { NoQueryGuard } from '../http/no-query.guard.js';
import { PublishedReader } from '../published/published-reader.js';
import { Answers } from './answers.js';
import { DeliveredPhotoCaption } from './delivered-photo-caption.dto.js';

/** Photo captions, as readers get them. They have no slug: their id is their address. */
@Controller('delivery/v1/photo-captions')
export class DeliveredPhotoCaptionsController {
  constructor(
    private readonly reader: PublishedReader,
    private readonly answers: Answers,
  ) {}

  /** One published photo caption. Withdrawn or killed: 410 with the notice. */
  @Public()
  @UseGuards(NoQueryGuard)
  @Get(':id')
  @ApiOkResponse({ type: DeliveredPhotoCaption })
  @Refuses('killed', 'withdrawn')
  async document(
    @Param('id', IdParameter) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.answers.sendDocument(request, reply, await this.reader.byId('photo_caption', id), 'photo caption');
  }
}
