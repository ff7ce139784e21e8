import { Controller, Get, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EntityManager } from 'typeorm';
import { AnyStaff, Requires } from '../access/rule.js';
import { Config } from '../config.js';
import { type Call, CurrentCall } from '../http/call.js';
import { FOREIGN_FILE_POLICY } from '../http/foreign-files.js';
import { NoIdempotencyKey, Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { MultipartBody } from '../http/multipart-bodies.js';
import { receiveOneFile } from '../http/one-file.js';
import { etagOf } from '../http/precondition.js';
import { PHOTO_MEDIA_TYPES } from './formats/photo-format.js';
import { PhotoUpload, PhotoView } from './photo.dto.js';
import { PhotoPresenter } from './photo-presenter.js';
import { PhotoReader } from './photo-reader.js';
import { PhotoStore, storeUnavailable } from './store/file-store.js';
import { attachmentHeader, downloadName } from './uploads/display-name.js';
import { UploadPhoto } from './uploads/upload-photo.js';

const ROUTE = '/api/v1/photos';

/** The files of photos, in and out. */
@Controller(ROUTE)
export class PhotoFilesController {
  constructor(
    private readonly config: Config,
    private readonly db: EntityManager,
    private readonly uploads: UploadPhoto,
    private readonly reader: PhotoReader,
    private readonly store: PhotoStore,
    private readonly presenter: PhotoPresenter,
  ) {}

  /**
   * Uploads a photo. What it is, decoding tells. A file that is here already is answered with 200 and its photo, in which
   * nothing changes.
   */
  @Post()
  @MultipartBody()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: PhotoUpload })
  @ApiOkResponse({ type: PhotoView })
  @ApiCreatedResponse({ type: PhotoView })
  @Requires('photo.upload')
  @NoIdempotencyKey()
  @Refuses('unsupported_photo', 'broken_photo', 'animated_photo', 'too_many_pixels', 'polyglot_photo')
  async upload(@CurrentCall() call: Call, @Res() reply: FastifyReply): Promise<void> {
    const { photo, isNew } = await this.uploads.run(call.actor, (take) => receiveOneFile(call.request, take));
    reply.header('ETag', etagOf(photo.version));
    if (isNew) reply.header('Location', `${this.config.publicUrl}${ROUTE}/${photo.id}`);
    void reply.status(isNew ? 201 : 200).send(this.presenter.view(photo));
  }

  /** The original of a photo, byte for byte as it was uploaded. */
  @Get(':id/file')
  @ApiOkResponse({
    content: Object.fromEntries(
      PHOTO_MEDIA_TYPES.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
    ),
  })
  @AnyStaff()
  async file(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<StreamableFile> {
    const { sha256, filename, mediaType, bytes } = await this.reader.byId(this.db, id);
    const original = await this.store.open(sha256);
    if (original === null) throw storeUnavailable(new Error(`The original ${sha256} is missing.`));
    call.reply.header('Content-Security-Policy', FOREIGN_FILE_POLICY);
    const disposition = attachmentHeader(downloadName(filename, mediaType));
    return new StreamableFile(original.stream, { type: mediaType, length: bytes, disposition });
  }
}
