import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';

/** The table of contents of the whole program. */
@Module({ imports: [DatabaseModule, HttpModule, HealthModule, AuditModule] })
export class AppModule {}
