import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { HttpModule } from './http/http.module.js';

/** The table of contents of the whole program. */
@Module({ imports: [HttpModule, AuditModule] })
export class AppModule {}
