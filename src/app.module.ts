import { Module } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { ArticlesModule } from './articles/articles.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthorsModule } from './authors/authors.module.js';
import { CommentsModule } from './comments/comments.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DeliveryModule } from './delivery/delivery.module.js';
import { DemoModule } from './demo/demo.module.js';
import { DraftsModule } from './drafts/drafts.module.js';
import { EditorialsModule } from './editorials/editorials.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import { ItemsModule } from './items/items.module.js';
import { OutboxModule } from './outbox/outbox.module.js';
import { PhotoCaptionsModule } from './photo-captions/photo-captions.module.js';
import { PhotosModule } from './photos/photos.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { PublishedModule } from './published/published.module.js';
import { PublishingModule } from './publishing/publishing.module.js';
import { SchedulesModule } from './schedules/schedules.module.js';
import { SchedulingModule } from './scheduling/scheduling.module.js';
import { SectionsModule } from './sections/sections.module.js';
import { StaffModule } from './staff/staff.module.js';
import { WorkflowModule } from './workflow/workflow.module.js';

/** The table of contents of the whole program. */
@Module({
  imports: [
    DatabaseModule,
    HttpModule,
    AccessModule,
    HealthModule,
    AuditModule,
    PublishedModule,
    StaffModule,
    SectionsModule,
    AuthorsModule,
    SchedulesModule,
    PhotosModule,
    JobsModule,
    OutboxModule,
    ItemsModule,
    CommentsModule,
    WorkflowModule,
    DraftsModule,
    PublishingModule,
    SchedulingModule,
    ArticlesModule,
    EditorialsModule,
    PhotoCaptionsModule,
    DeliveryModule,
    DemoModule,
  ],
})
export class AppModule {}
