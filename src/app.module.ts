import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DeliveryModule } from './delivery/delivery.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import { PublishedModule } from './published/published.module.js';

/** The table of contents of the whole program. */
@Module({ imports: [DatabaseModule, HttpModule, HealthModule, AuditModule, PublishedModule, DeliveryModule] })
export class AppModule {}
