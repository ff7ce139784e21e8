import { Body, Controller, Delete, Get, HttpCode, Param, Patch } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff, Requires } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { Commands } from '../http/commands.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { etagOf } from '../http/precondition.js';
import { PhotoChange, PhotoView } from './photo.dto.js';
import { PhotoPresenter } from './photo-presenter.js';
import { PhotoReader } from './photo-reader.js';
import { Photos } from './photos.js';
import { UnusedOriginals } from './store/unused-originals.js';

@Controller('api/v1/photos')
export class PhotosController {
  constructor(
    private readonly db: EntityManager,
    private readonly commands: Commands,
    private readonly photos: Photos,
    private readonly reader: PhotoReader,
    private readonly originals: UnusedOriginals,
    private readonly presenter: PhotoPresenter,
  ) {}

  /** One photo. */
  @Get(':id')
  @AnyStaff()
  async read(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<PhotoView> {
    const photo = await this.reader.byId(this.db, id);
    call.reply.header('ETag', etagOf(photo.version));
    return this.presenter.view(photo);
  }

  /** Changes the focal point, which needs the permission `photo.upload`, and the rights, which need `photo.rights`. */
  @Patch(':id')
  @AnyStaff()
  @Refuses('forbidden')
  async change(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: PhotoChange,
  ): Promise<PhotoView> {
    return this.commands.run(call, async (tx) => {
      const photo = await this.photos.change(tx, call.actor, id, call.precondition, body);
      return { etag: etagOf(photo.version), body: this.presenter.view(photo) };
    });
  }

  /** Removes a photo and its file, where no revision has ever referred to it. Another's needs `photo.rights` as well. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('photo.upload')
  @Refuses('in_use')
  async remove(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<void> {
    const sha256 = await this.commands.run(call, async (tx) => ({
      body: await this.photos.remove(tx, call.actor, id, call.precondition),
    }));
    await this.originals.removeLeftOver(sha256);
  }
}
