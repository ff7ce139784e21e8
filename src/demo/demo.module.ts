import { Module } from '@nestjs/common';
import { AuthorsModule } from '../authors/authors.module.js';
import { CommentsModule } from '../comments/comments.module.js';
import { DraftsModule } from '../drafts/drafts.module.js';
import { ItemsModule } from '../items/items.module.js';
import { PhotosModule } from '../photos/photos.module.js';
import { PublishingModule } from '../publishing/publishing.module.js';
import { SectionsModule } from '../sections/sections.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { DemoLives } from './demo-lives.js';
import { DemoNewsroom } from './demo-newsroom.js';
import { DemoPhotos } from './demo-photos.js';
import { DemoStaff } from './demo-staff.js';
import { FirstStart } from './first-start.js';

/** What a first start puts into an empty database. */
@Module({
  imports: [
    AuthorsModule,
    CommentsModule,
    DraftsModule,
    ItemsModule,
    PhotosModule,
    PublishingModule,
    SectionsModule,
    WorkflowModule,
  ],
  providers: [DemoLives, DemoNewsroom, DemoPhotos, DemoStaff, FirstStart],
})
export class DemoModule {}
