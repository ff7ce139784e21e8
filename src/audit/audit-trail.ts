import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';

/** Something that was done, as the trail keeps it: ids rather than names, and no content. */
export interface AuditRecord {
  /** The verb of the route, in the domain's words: `publish`, `section.move`, `staff.deactivate`. */
  action: string;
  itemId?: string;
  revision?: number | null;
  /** Another record than an item. */
  subject?: { kind: string; id: string };
  details?: Readonly<Record<string, unknown>>;
}

/** Who did it, and how they were let in; a `Principal` is one. Without a member: somebody who was not let in. */
export type Actor = Pick<Principal, 'tokenId' | 'requestId'> & { staffId: string | null };

/** Writes the audit trail: plain appends, always in the transaction of what they tell of. */
@Injectable()
export class AuditTrail {
  /** Appends one entry. `actor` is null for what the system does by itself. */
  async record(tx: EntityManager, actor: Actor | null, entry: AuditRecord): Promise<void> {
    await tx.query(
      `insert into audit_entry (actor_id, token_id, request_id, action, item_id, revision, subject_kind, subject_id, details)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        actor?.staffId ?? null,
        actor?.tokenId ?? null,
        actor?.requestId ?? null,
        entry.action,
        entry.itemId ?? null,
        entry.revision ?? null,
        entry.subject?.kind ?? null,
        entry.subject?.id ?? null,
        JSON.stringify(entry.details ?? {}),
      ],
    );
  }
}
