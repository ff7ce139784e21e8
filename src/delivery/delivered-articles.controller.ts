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
import { DeliveredArticle, DeliveredArticlePage } from './delivered-article.dto.js';
import { formatNamed } from './formats/document-formats.js';
import { FormatQuery } from './formats/format-query.js';
import { InFormats } from './formats/in-formats.js';
import { entranceTo } from './hot/topics.js';
import { ArticleListQuery } from './list-queries.js';

/** Articles, as readers get them. */
@Controller('delivery/v1/articles')
export class DeliveredArticlesController {
  constructor(
    private readonly reader: PublishedReader,
    private readonly cards: PublishedCards,
    private readonly filters: CardFilters,
    private readonly answers: Answers,
  ) {}

  /** The published articles, newest first, without their bodies. */
  @Public()
  @Get()
  @ApiOkResponse({ type: DeliveredArticlePage })
  async list(
    @Query() query: ArticleListQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const order = query.sort?.endsWith('updatedAt') ? 'updatedAt' : 'firstPublishedAt';
    // One list, however its sort was spelled: a cursor serves it under all its names.
    const asked = listRequest('delivery articles', query);
    const list = { ...asked, filters: { ...asked.filters, sort: order } };
    const cards = { kind: 'article', order, ...(await this.filters.resolve(query)) } as const;
    const page = await this.cards.page(cards, list);
    this.answers.restsOn(request, [...page.itemIds, entranceTo(cards)]);
    this.answers.sendPage(request, reply, page);
  }

  /** One published article; 301 from an address that it had before. Withdrawn or killed: 410 with the notice. */
  @Public()
  @Get(':slug')
  @InFormats(DeliveredArticle)
  @Refuses('killed', 'withdrawn')
  async document(
    @Param('slug') slug: string,
    @Query() { format }: FormatQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.reader.byAddress('article', slug);
    this.answers.sendDocument(request, reply, found, 'article', formatNamed(format));
  }
}
