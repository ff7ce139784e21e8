import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../access/principal.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { newId } from '../../database/id.js';
import { DomainError, notFound } from '../../errors.js';
import { ItemGate } from '../../items/item-gate.js';
import { Revisions, shownNumber } from '../../items/revisions.js';
import { unknownRevision } from '../../items/unknown-revision.js';
import type { NewPreviewLink } from './preview-link.dto.js';

const DEFAULT_SECONDS = 7 * 24 * 60 * 60;

/** Makes and revokes the links that show a revision before it is published. They move no version. */
@Injectable()
export class PreviewLinks {
  constructor(
    private readonly gate: ItemGate,
    private readonly revisions: Revisions,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Makes a link to one revision and returns its id. Throws `not_found`, `forbidden`, `invalid_transition` for an
   * item that no link shows, `validation_failed` for a revision that the item does not have.
   */
  async make(tx: EntityManager, actor: Principal, itemId: string, wanted: NewPreviewLink): Promise<string> {
    // Under the item's lock, so that a link is made either before the item is killed or not at all.
    const { item } = await this.gate.openBeside(tx, actor, itemId, 'item.edit');
    if (item.visibility === 'killed' || item.visibility === 'spiked') {
      throw new DomainError(
        'invalid_transition',
        `The item is ${item.visibility}; no link shows such an item.`,
      );
    }
    const revision = wanted.revision ?? shownNumber(item);
    if (!(await this.revisions.find(tx, itemId, revision))) throw unknownRevision();
    const id = newId();
    await tx.query(
      `insert into preview_link (id, item_id, revision, made_by, made_at, expires_at)
       select $1, $2, $3, $4, now, now + make_interval(secs => $5) from clock_timestamp() as now`,
      [id, itemId, revision, actor.staffId, wanted.expiresInSeconds ?? DEFAULT_SECONDS],
    );
    const action = 'preview-link.make';
    await this.audit.record(tx, actor, { action, itemId, revision, details: { linkId: id } });
    return id;
  }

  /** Ends a link; one that was ended before stays so. Throws `not_found`, `forbidden`. */
  async revoke(tx: EntityManager, actor: Principal, itemId: string, id: string): Promise<void> {
    await this.gate.openBeside(tx, actor, itemId, 'item.edit');
    const links = await tx.query<{ revision: number; revoked: boolean }[]>(
      `select revision, revoked_at is not null as revoked from preview_link where id = $1 and item_id = $2`,
      [id, itemId],
    );
    const [link] = links;
    if (!link) throw notFound('preview link');
    if (link.revoked) return;
    await tx.query('update preview_link set revoked_by = $2, revoked_at = clock_timestamp() where id = $1', [
      id,
      actor.staffId,
    ]);
    await this.audit.record(tx, actor, {
      action: 'preview-link.revoke',
      itemId,
      revision: link.revision,
      details: { linkId: id },
    });
  }
}
