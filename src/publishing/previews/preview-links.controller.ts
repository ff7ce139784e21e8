import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Requires } from '../../access/rule.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { Commands } from '../../http/commands.js';
import { NoPrecondition, Refuses } from '../../http/handler-facts.js';
import { IdParameter } from '../../http/id-parameter.js';
import { listRequest, ListQuery, Lists } from '../../http/lists.js';
import { etagOf } from '../../http/precondition.js';
import { NewPreviewLink, PreviewLinkPage, PreviewLinkView } from './preview-link.dto.js';
import { PreviewLinkReader } from './preview-link-reader.js';
import { PreviewLinks } from './preview-links.js';

/** A link is made once and changes no more; its end takes it from here. */
const ONLY_VERSION = 1;

/** The links that show a revision before it is published. */
@Controller('api/v1/items/:id/preview-links')
export class PreviewLinksController {
  constructor(
    private readonly lists: Lists,
    private readonly db: EntityManager,
    private readonly commands: Commands,
    private readonly links: PreviewLinks,
    private readonly reader: PreviewLinkReader,
  ) {}

  /** The item's preview links that open something now, newest first. */
  @Get()
  @Requires('item.edit')
  async list(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Query() query: ListQuery,
  ): Promise<PreviewLinkPage> {
    const list = listRequest(`/api/v1/items/${id}/preview-links`, query);
    return this.lists.send(call, await this.reader.list(this.db, call.actor, id, list));
  }

  /** Makes a link that shows one revision to whoever has it, as readers would get it now. */
  @Post()
  @Requires('item.edit')
  @Refuses('invalid_transition')
  async make(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: NewPreviewLink,
  ): Promise<PreviewLinkView> {
    return this.commands.runOnce(call, {
      access: (tx, answered) => this.reader.view(tx, call.actor, id, answered.id),
      work: async (tx) => {
        const linkId = await this.links.make(tx, call.actor, id, body);
        return {
          etag: etagOf(ONLY_VERSION),
          path: `/api/v1/items/${id}/preview-links/${linkId}`,
          body: await this.reader.view(tx, call.actor, id, linkId),
        };
      },
    });
  }

  /** One preview link. */
  @Get(':linkId')
  @Requires('item.edit')
  async read(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Param('linkId', IdParameter) linkId: string,
  ): Promise<PreviewLinkView> {
    const link = await this.reader.view(this.db, call.actor, id, linkId);
    call.reply.header('ETag', etagOf(ONLY_VERSION));
    return link;
  }

  /** Revokes a preview link, from its next use. */
  @Delete(':linkId')
  @HttpCode(204)
  @Requires('item.edit')
  @NoPrecondition()
  async revoke(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Param('linkId', IdParameter) linkId: string,
  ): Promise<void> {
    await this.commands.run(call, async (tx) => {
      await this.links.revoke(tx, call.actor, id, linkId);
      return { body: null };
    });
  }
}
