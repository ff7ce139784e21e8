import { Controller, Get, Param, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/rule.js';
import { notFound } from '../errors.js';
import { NoQueryGuard } from '../http/no-query.guard.js';
import { PublishedCards } from '../published/published-cards.js';
import { PublishedSections } from '../published/published-sections.js';
import { Answers } from './answers.js';
import { DeliveredFront, DeliveredSectionTree } from './delivered-fronts.dto.js';
import { entranceTo } from './hot/topics.js';

const ARTICLES_ON_A_FRONT = 20;
const EDITORIALS_ON_A_FRONT = 6;

/** The sections, as readers move through them. */
@Controller('delivery/v1/sections')
export class DeliveredSectionsController {
  constructor(
    private readonly sections: PublishedSections,
    private readonly cards: PublishedCards,
    private readonly answers: Answers,
  ) {}

  /** The whole tree. */
  @Public()
  @UseGuards(NoQueryGuard)
  @Get()
  @ApiOkResponse({ type: DeliveredSectionTree })
  async tree(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const items = await this.sections.tree();
    this.answers.restsOn(request, []);
    this.answers.sendObject(request, reply, { items });
  }

  /**
   * A section's front: its newest articles and editorials, with those of the sections below it; 301 from a path that it had
   * before.
   */
  @Public()
  @UseGuards(NoQueryGuard)
  @Get('*')
  @ApiOkResponse({ type: DeliveredFront })
  async front(
    @Param('*') path: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [section, sectionIds] = await Promise.all([this.sections.find(path), this.sections.subtree(path)]);
    if (section === null) {
      const present = await this.sections.movedTo(path);
      if (present === null) throw notFound('section');
      this.answers.sendAway(request, reply, `/delivery/v1/sections/${present}`);
      return;
    }
    const inSection = { sectionIds, authorId: null, tag: null };
    const ofArticles = { kind: 'article', order: 'firstPublishedAt', ...inSection } as const;
    const ofEditorials = { kind: 'editorial', order: 'edition', ...inSection } as const;
    const [articles, editorials] = await Promise.all([
      this.cards.first(ofArticles, ARTICLES_ON_A_FRONT),
      this.cards.first(ofEditorials, EDITORIALS_ON_A_FRONT),
    ]);
    const entrances = [ofArticles, ofEditorials].map(entranceTo);
    this.answers.restsOn(request, [...articles.itemIds, ...editorials.itemIds, ...entrances]);
    this.answers.sendObject(request, reply, {
      section,
      articles: articles.cards,
      editorials: editorials.cards,
    });
  }
}
