import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditExport } from './audit-export.js';
import { AuditReader } from './audit-reader.js';
import { AuditSealer } from './chain/audit-sealer.js';
import { AuditTrail } from './audit-trail.js';
import { RefusalTrail } from './refusal-trail.js';
import { SealingLoop } from './chain/sealing-loop.js';
import { SegmentReader } from './chain/segment-reader.js';

/** The audit trail. */
@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditTrail, AuditReader, AuditExport, SegmentReader, AuditSealer, SealingLoop, RefusalTrail],
  exports: [AuditTrail, AuditReader, RefusalTrail],
})
export class AuditModule {}
