import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditReader } from './audit-reader.js';
import { AuditTrail } from './audit-trail.js';

/** The audit trail. */
@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditTrail, AuditReader],
  exports: [AuditTrail, AuditReader],
})
export class AuditModule {}
