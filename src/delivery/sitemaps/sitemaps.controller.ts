import { Controller, Get, Param, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../access/rule.js';
import { Config } from '../../config.js';
import { notFound } from '../../errors.js';
import { NoQueryGuard } from '../../http/no-query.guard.js';
import { PublishedAddresses } from '../../published/published-addresses.js';
import { PublishedStories } from '../../published/published-stories.js';
import { Answers } from '../answers.js';
import type { DeliveredArticleCard } from '../delivered-article.dto.js';
import type { DeliveredEditorialCard } from '../delivered-editorial.dto.js';
import { pageOf } from '../formats/site.js';
import { everyChangeOf } from '../hot/topics.js';
import { itemPath } from '../item-paths.js';
import { newsSitemap, sitemap, sitemapIndex } from './sitemap.js';

/** As many as a sitemap for news may have. */
const MOST_NEWS = 1_000;
const XML = { content: { 'application/xml': { schema: { type: 'string' } } } };

/** Where everything is, for search engines. */
@Controller('delivery/v1')
@UseGuards(NoQueryGuard)
export class SitemapsController {
  constructor(
    private readonly config: Config,
    private readonly addresses: PublishedAddresses,
    private readonly stories: PublishedStories,
    private readonly answers: Answers,
  ) {}

  /** The index of the sitemaps, which together lead to every article and editorial. */
  @Public()
  @Get('sitemap.xml')
  @ApiOkResponse(XML)
  async index(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { publicUrl } = this.config;
    const pages = await this.addresses.pages();
    const urls = pages.map((number) => `${publicUrl}/delivery/v1/sitemaps/${number}.xml`);
    this.send(request, reply, sitemapIndex(urls));
  }

  /** One of the sitemaps that the index leads to. A story stays on the one that it was first on. */
  @Public()
  @Get('sitemaps/:page')
  @ApiOkResponse(XML)
  async page(
    @Param('page') page: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [, number] = /^([1-9]\d{0,8})\.xml$/.exec(page) ?? [];
    const found = number === undefined ? [] : await this.addresses.page(Number(number));
    if (found.length === 0) throw notFound('sitemap');
    const entries = found.map(({ changedAt, ...address }) => {
      const url = `${this.config.publicUrl}${itemPath(address)}`;
      return { url: pageOf({ ...address, url }, this.config), changedAt };
    });
    this.send(request, reply, sitemap(entries));
  }

  /** The articles and editorials of the last two days, a thousand at most, for search engines of news. */
  @Public()
  @Get('sitemap-news.xml')
  @ApiOkResponse(XML)
  async news(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.stories.ofTwoDays(MOST_NEWS);
    const stories = found.map(
      ({ bytes }) => JSON.parse(bytes.toString()) as DeliveredArticleCard | DeliveredEditorialCard,
    );
    this.send(request, reply, newsSitemap(stories, this.config));
  }

  private send(request: FastifyRequest, reply: FastifyReply, xml: string): void {
    this.answers.restsOn(request, [everyChangeOf('article'), everyChangeOf('editorial')]);
    this.answers.sendText(request, reply, xml, 'application/xml; charset=utf-8');
  }
}
