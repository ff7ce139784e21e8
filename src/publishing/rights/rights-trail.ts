import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { Config } from '../../config.js';
import { Outbox } from '../../outbox/outbox.js';
import type { RightsEnd } from './rights-ends.js';

/** Tells the desk and the world outside of ends of rights. */
@Injectable()
export class RightsTrail {
  constructor(
    private readonly config: Config,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** In the caption's history, by nobody; and in the outbox. */
  async tell(
    tx: EntityManager,
    { itemId, revision, photoId, validUntil, step, liveUses }: RightsEnd,
  ): Promise<void> {
    const about = { photoId, validUntil: validUntil.toISOString() };
    await this.audit.record(tx, null, {
      action: `rights.${step}`,
      itemId,
      revision,
      details: { ...about, liveUses, ...(step === 'ended' ? { policy: this.config.rightsEnd } : {}) },
    });
    await this.outbox.append(tx, { event: `rights_${step}`, itemId, details: about });
  }
}
