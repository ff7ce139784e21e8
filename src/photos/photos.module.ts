import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config.js';
import { PhotoFilesController } from './photo-files.controller.js';
import { PhotoPresenter } from './photo-presenter.js';
import { PhotoReader } from './photo-reader.js';
import { PhotoSearchController } from './photo-search.controller.js';
import { PhotoSearch } from './photo-search.js';
import { Photo } from './photo.entity.js';
import { RenditionSource } from '../published/rendition-source.js';
import { CaptionPictures } from './renditions/caption-pictures.js';
import { PhotoRenditionsController } from './renditions/photo-renditions.controller.js';
import { RenditionJobs } from './renditions/rendition-jobs.js';
import { RenditionMaker } from './renditions/rendition-maker.js';
import { RenditionSets } from './renditions/rendition-sets.js';
import { RenditionSet } from './renditions/rendition-set.entity.js';
import { Renditions } from './renditions/renditions.js';
import { UnusedRenditions } from './renditions/unused-renditions.js';
import { PhotosController } from './photos.controller.js';
import { Photos } from './photos.js';
import { ORIGINALS, PhotoStore, RENDITIONS, RenditionStore } from './store/file-store.js';
import { openFileStore } from './store/open-file-store.js';
import { PhotoSweep } from './store/photo-sweep.js';
import { UnusedOriginals } from './store/unused-originals.js';
import { DecodingLine } from './decoding-line.js';
import { IncomingFiles } from './uploads/incoming-files.js';
import { NewPhotos } from './uploads/new-photos.js';
import { UploadPhoto } from './uploads/upload-photo.js';

/** Photos: uploaded pictures, their rights, what is made of them, and the store of their files. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Photo, RenditionSet])],
  controllers: [PhotoSearchController, PhotosController, PhotoFilesController, PhotoRenditionsController],
  providers: [
    {
      provide: PhotoStore,
      inject: [Config],
      useFactory: async (config: Config) => openFileStore(config, ORIGINALS),
    },
    {
      provide: RenditionStore,
      inject: [Config],
      useFactory: async (config: Config) => openFileStore(config, RENDITIONS),
    },
    { provide: RenditionSource, useExisting: Renditions },
    Photos,
    PhotoReader,
    PhotoSearch,
    PhotoSweep,
    UnusedOriginals,
    UnusedRenditions,
    RenditionSets,
    RenditionMaker,
    Renditions,
    RenditionJobs,
    CaptionPictures,
    PhotoPresenter,
    DecodingLine,
    IncomingFiles,
    NewPhotos,
    UploadPhoto,
  ],
  exports: [Photos, UploadPhoto, CaptionPictures, RenditionSource],
})
export class PhotosModule {}
