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
    this.answers.sendObject(request, reply, { items: await this.sections.tree() });
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
    const [articles, editorials] = await Promise.all([
      this.cards.first({ kind: 'article', order: 'firstPublishedAt', ...inSection }, ARTICLES_ON_A_FRONT),
      this.cards.first({ kind: 'editorial', order: 'edition', ...inSection }, EDITORIALS_ON_A_FRONT),
    ]);
    this.answers.sendObject(request, reply, { section, articles, editorials });
  }
}
