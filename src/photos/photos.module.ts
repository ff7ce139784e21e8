import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config.js';
import { PhotoFilesController } from './photo-files.controller.js';
import { PhotoReader } from './photo-reader.js';
import { PhotoSearchController } from './photo-search.controller.js';
import { PhotoSearch } from './photo-search.js';
import { Photo } from './photo.entity.js';
import { PhotosController } from './photos.controller.js';
import { Photos } from './photos.js';
import { openPhotoStore } from './store/open-photo-store.js';
import { PhotoStore } from './store/photo-store.js';
import { PhotoSweep } from './store/photo-sweep.js';
import { UnusedOriginals } from './store/unused-originals.js';
import { DecodingLine } from './uploads/decoding-line.js';
import { IncomingFiles } from './uploads/incoming-files.js';
import { NewPhotos } from './uploads/new-photos.js';
import { UploadPhoto } from './uploads/upload-photo.js';

/** Photos: uploaded pictures, their rights, and the store of their files. */
@Module({
  imports: [TypeOrmModule.forFeature([Photo])],
  controllers: [PhotoSearchController, PhotosController, PhotoFilesController],
  providers: [
    { provide: PhotoStore, inject: [Config], useFactory: openPhotoStore },
    Photos,
    PhotoReader,
    PhotoSearch,
    PhotoSweep,
    UnusedOriginals,
    DecodingLine,
    IncomingFiles,
    NewPhotos,
    UploadPhoto,
  ],
  exports: [UploadPhoto],
})
export class PhotosModule {}
