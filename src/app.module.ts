import { Module } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthorsModule } from './authors/authors.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DeliveryModule } from './delivery/delivery.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import { PublishedModule } from './published/published.module.js';
import { SectionsModule } from './sections/sections.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { StaffModule } from './staff/staff.module.js';

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
    JobsModule,
    DeliveryModule,
  ],
})
export class AppModule {}
