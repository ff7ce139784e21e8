import { Controller, Get, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/rule.js';
import { notFound } from '../errors.js';
import { ListQuery, listRequest } from '../http/lists.js';
import { NoQueryGuard } from '../http/no-query.guard.js';
import { PublishedAuthors } from '../published/published-authors.js';
import { PublishedCards } from '../published/published-cards.js';
import { Answers } from './answers.js';
import { DeliveredAuthorPage, DeliveredProfile } from './delivered-fronts.dto.js';
import { entranceTo } from './hot/topics.js';

const ARTICLES_ON_A_PROFILE = 20;

/** Authors, as readers meet them. */
@Controller('delivery/v1/authors')
export class DeliveredAuthorsController {
  constructor(
    private readonly authors: PublishedAuthors,
    private readonly cards: PublishedCards,
    private readonly answers: Answers,
  ) {}

  /** All authors by name. */
  @Public()
  @Get()
  @ApiOkResponse({ type: DeliveredAuthorPage })
  async list(
    @Query() query: ListQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = await this.authors.page(listRequest('delivery authors', query));
    this.answers.restsOn(request, []);
    this.answers.sendPage(request, reply, page);
  }

  /** An author's profile with their newest articles. */
  @Public()
  @UseGuards(NoQueryGuard)
  @Get(':slug')
  @ApiOkResponse({ type: DeliveredProfile })
  async profile(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const author = await this.authors.find(slug);
    if (author === null) throw notFound('author');
    const ofAuthor = {
      kind: 'article',
      order: 'firstPublishedAt',
      sectionIds: null,
      authorId: author.id,
      tag: null,
    } as const;
    const { cards: articles, itemIds } = await this.cards.first(ofAuthor, ARTICLES_ON_A_PROFILE);
    this.answers.restsOn(request, [...itemIds, entranceTo(ofAuthor)]);
    this.answers.sendObject(request, reply, { ...author.profile, articles });
  }
}
