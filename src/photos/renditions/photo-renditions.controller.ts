import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../../access/rule.js';
import { Config } from '../../config.js';
import { notFound } from '../../errors.js';
import { type Call, CurrentCall } from '../../http/call.js';
import { FOREIGN_FILE_POLICY } from '../../http/foreign-files.js';
import { IdParameter } from '../../http/id-parameter.js';
import { PhotoReader } from '../photo-reader.js';
import { extensionsOf, parseFileName, type RenditionName } from './rendition-names.js';
import { staffSet } from './rendition-sets.js';
import { Renditions } from './renditions.js';

/** The pictures of photos, for staff: also of those that no reader may see. */
@Controller('api/v1/photos/:id/renditions')
export class PhotoRenditionsController {
  constructor(
    private readonly config: Config,
    private readonly db: EntityManager,
    private readonly reader: PhotoReader,
    private readonly renditions: Renditions,
  ) {}

  /**
   * A rendition of a photo, with the words of the photo's own metadata in it: `medium.jpg`, `square-small.webp`. Without
   * an ending it is WebP.
   */
  @Get(':name')
  @ApiOkResponse({
    content: Object.fromEntries(
      ['image/webp', 'image/jpeg', 'image/avif'].map((type) => [
        type,
        { schema: { type: 'string', format: 'binary' } },
      ]),
    ),
  })
  @AnyStaff()
  async picture(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Param('name') name: string,
  ): Promise<StreamableFile> {
    const photo = await this.reader.byId(this.db, id);
    const { stream, bytes, mediaType } = await this.renditions.open(staffSet(photo), this.named(name));
    call.reply.header('Content-Security-Policy', FOREIGN_FILE_POLICY);
    return new StreamableFile(stream, { type: mediaType, length: bytes });
  }

  private named(text: string): RenditionName {
    const name = parseFileName(text.includes('.') ? text : `${text}.webp`, extensionsOf(this.config));
    if (name === null) throw notFound('rendition');
    return name;
  }
}
