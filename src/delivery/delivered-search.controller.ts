import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/rule.js';
import { listRequest } from '../http/lists.js';
import { PublishedSearch } from '../published/search/published-search.js';
import { Answers } from './answers.js';
import { DeliveredSearchPage } from './delivered-search.dto.js';
import { withMember } from './json-object.js';
import { SearchQuery } from './search-query.js';
import { SearchFiltering } from './search-filtering.js';

/** Finding what is published. */
@Controller('delivery/v1/search')
export class DeliveredSearchController {
  constructor(
    private readonly search: PublishedSearch,
    private readonly filtering: SearchFiltering,
    private readonly answers: Answers,
  ) {}

  /** What is published and matches the query, the best first, with the places where it does. */
  @Public()
  @Get()
  @ApiOkResponse({ type: DeliveredSearchPage })
  async find(
    @Query() query: SearchQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const filters = await this.filtering.resolve(query);
    const found = await this.search.page(query.q, filters, listRequest('delivery search', query));
    const items = found.items.map(({ card, highlights }) => withMember(card, 'highlights', highlights));
    const { correctedTo } = found;
    this.answers.sendPage(request, reply, { ...found, items }, { correctedTo });
  }
}
