import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/rule.js';
import { Refuses } from '../http/handler-facts.js';
import { listRequest } from '../http/lists.js';
import { PublishedCards } from '../published/published-cards.js';
import { PublishedReader } from '../published/published-reader.js';
import { Answers } from './answers.js';
import { CardFilters } from './card-filters.js';
import { DeliveredEditorial, DeliveredEditorialPage } from './delivered-editorial.dto.js';
import { formatNamed } from './formats/document-formats.js';
import { FormatQuery } from './formats/format-query.js';
import { InFormats } from './formats/in-formats.js';
import { entranceTo } from './hot/topics.js';
import { EditorialListQuery } from './list-queries.js';

/** Editorials, as readers get them. */
@Controller('delivery/v1/editorials')
export class DeliveredEditorialsController {
  constructor(
    private readonly reader: PublishedReader,
    private readonly cards: PublishedCards,
    private readonly filters: CardFilters,
    private readonly answers: Answers,
  ) {}

  /** The published editorials, newest edition first, in the print order of each day, without their bodies. */
  @Public()
  @Get()
  @ApiOkResponse({ type: DeliveredEditorialPage })
  async list(
    @Query() query: EditorialListQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = listRequest('delivery editorials', query);
    const cards = { kind: 'editorial', order: 'edition', ...(await this.filters.resolve(query)) } as const;
    const page = await this.cards.page(cards, list);
    this.answers.restsOn(request, [...page.itemIds, entranceTo(cards)]);
    this.answers.sendPage(request, reply, page);
  }

  /** One published editorial; 301 from an address that it had before. Withdrawn or killed: 410 with the notice. */
  @Public()
  @Get(':slug')
  @InFormats(DeliveredEditorial)
  @Refuses('killed', 'withdrawn')
  async document(
    @Param('slug') slug: string,
    @Query() { format }: FormatQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.reader.byAddress('editorial', slug);
    this.answers.sendDocument(request, reply, found, 'editorial', formatNamed(format));
  }
}
