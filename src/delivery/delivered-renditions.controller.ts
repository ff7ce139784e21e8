import { Controller, Get, Param, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/rule.js';
import { notFound } from '../errors.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { NoQueryGuard } from '../http/no-query.guard.js';
import { PublishedRenditions } from '../published/published-renditions.js';
import { RenditionSource } from '../published/rendition-source.js';
import { Answers } from './answers.js';

const MEDIA_TYPES = ['image/webp', 'image/jpeg', 'image/avif'];

/** The set of a rendition by its hash, and which of its pictures. */
const ADDRESS = /^([\da-f]{32})-([a-z-]{1,40}\.[a-z]{1,10})$/;

/** The pictures of published photos. */
@Controller('delivery/v1/photos')
export class DeliveredRenditionsController {
  constructor(
    private readonly published: PublishedRenditions,
    private readonly source: RenditionSource,
    private readonly answers: Answers,
  ) {}

  /**
   * A picture, at the address that documents name. What is there never changes; where the words or the crop of a photo
   * have changed, the address from before leads to the new picture. 410 when its photo caption was withdrawn or killed,
   * or the rights to the photo have ended.
   */
  @Public()
  @UseGuards(NoQueryGuard)
  @Get(':id/:rendition')
  @ApiOkResponse({
    content: Object.fromEntries(
      MEDIA_TYPES.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
    ),
  })
  @Refuses('killed', 'withdrawn')
  async picture(
    @Param('id', IdParameter) id: string,
    @Param('rendition') address: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [, hash, name] = ADDRESS.exec(address) ?? [];
    if (hash === undefined || name === undefined) throw notFound('picture');
    const found = await this.published.bySet(id, hash);
    if (found?.state === 'live' && found.currentHash !== hash) {
      this.answers.sendAway(request, reply, `/delivery/v1/photos/${id}/${found.currentHash}-${name}`);
      return;
    }
    await this.answers.sendPicture(request, reply, found, {
      etag: `"${address}"`,
      open: async () => this.source.find(hash, name),
    });
  }
}
