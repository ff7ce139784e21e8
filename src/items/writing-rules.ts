import type { Principal } from '../access/principal.js';
import { DomainError } from '../errors.js';
import type { Item } from './item.entity.js';

/**
 * Throws where nobody, or not this member, may write a revision now: `invalid_transition` for what is
 * killed or spiked, `claimed` while another editor has the draft in edit.
 */
export function refuseWriting(
  item: Pick<Item, 'visibility' | 'stage' | 'assigneeId'>,
  actor: Principal,
): void {
  if (item.visibility === 'killed' || item.visibility === 'spiked') {
    throw new DomainError(
      'invalid_transition',
      `A ${item.visibility} item takes no new revisions.${item.visibility === 'spiked' ? ' Unspike it first.' : ''}`,
    );
  }
  if (item.stage === 'in_edit' && item.assigneeId !== actor.staffId) {
    throw new DomainError('claimed', 'Another editor has claimed the item. Claim it yourself to take over.');
  }
}
