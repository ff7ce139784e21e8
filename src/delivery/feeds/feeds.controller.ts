import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../access/rule.js';
import { Answers } from '../answers.js';
import { atom } from './atom.js';
import { FeedQuery } from './feed-query.js';
import { Feeds } from './feeds.js';
import { jsonFeed } from './json-feed.js';
import { rss } from './rss.js';

const XML = { schema: { type: 'string' } };
const JSON_FEED = {
  schema: {
    type: 'object',
    description: 'JSON Feed 1.1.',
    required: ['version', 'title', 'items'],
    properties: {
      version: { type: 'string' },
      title: { type: 'string' },
      items: { type: 'array', items: { type: 'object', additionalProperties: true } },
    },
    additionalProperties: true,
  },
};

/** The newest articles and editorials, with their whole texts, for whoever follows the paper by a feed. */
@Controller('delivery/v1/feeds')
export class FeedsController {
  constructor(
    private readonly feeds: Feeds,
    private readonly answers: Answers,
  ) {}

  /** The newest fifty stories as RSS 2.0, with the modules for content and media. */
  @Public()
  @Get('rss.xml')
  @ApiOkResponse({ content: { 'application/rss+xml': XML } })
  async rss(
    @Query() query: FeedQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { feed, topics } = await this.feeds.make(query, 'rss.xml');
    this.answers.restsOn(request, topics);
    this.send(request, reply, rss(feed), 'application/rss+xml');
  }

  /** The newest fifty stories as Atom. */
  @Public()
  @Get('atom.xml')
  @ApiOkResponse({ content: { 'application/atom+xml': XML } })
  async atom(
    @Query() query: FeedQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { feed, topics } = await this.feeds.make(query, 'atom.xml');
    this.answers.restsOn(request, topics);
    this.send(request, reply, atom(feed), 'application/atom+xml');
  }

  /** The newest fifty stories as JSON Feed 1.1. */
  @Public()
  @Get('feed.json')
  @ApiOkResponse({ content: { 'application/feed+json': JSON_FEED } })
  async json(
    @Query() query: FeedQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { feed, topics } = await this.feeds.make(query, 'feed.json');
    this.answers.restsOn(request, topics);
    this.send(request, reply, JSON.stringify(jsonFeed(feed)), 'application/feed+json');
  }

  private send(request: FastifyRequest, reply: FastifyReply, text: string, mediaType: string): void {
    this.answers.sendText(request, reply, text, `${mediaType}; charset=utf-8`);
  }
}
