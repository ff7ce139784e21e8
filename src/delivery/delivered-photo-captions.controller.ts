import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/rule.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { PublishedReader } from '../published/published-reader.js';
import { Answers } from './answers.js';
import { DeliveredPhotoCaption } from './delivered-photo-caption.dto.js';
import { formatNamed } from './formats/document-formats.js';
import { FormatQuery } from './formats/format-query.js';
import { InFormats } from './formats/in-formats.js';

/** Photo captions, as readers get them. They have no slug: their id is their address. */
@Controller('delivery/v1/photo-captions')
export class DeliveredPhotoCaptionsController {
  constructor(
    private readonly reader: PublishedReader,
    private readonly answers: Answers,
  ) {}

  /** One published photo caption. Withdrawn or killed: 410 with the notice. */
  @Public()
  @Get(':id')
  @InFormats(DeliveredPhotoCaption)
  @Refuses('killed', 'withdrawn')
  async document(
    @Param('id', IdParameter) id: string,
    @Query() { format }: FormatQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.reader.byId('photo_caption', id);
    this.answers.sendDocument(request, reply, found, 'photo caption', formatNamed(format));
  }
}
