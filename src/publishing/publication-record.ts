import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { newId } from '../database/id.js';
import type { Item } from '../items/item.entity.js';
import { sectionPath } from '../items/section-paths.js';
import type { DecidedPublication } from './decided-publication.js';
import { Publication } from './publication.entity.js';

/** Writes down that the revision is live from now on, in place of what was. */
export async function recordPublication(
  tx: EntityManager,
  actor: Principal,
  item: Item,
  { revision, resolved, at, changeType, note, publicNote, approval }: DecidedPublication,
  slug: string | null,
): Promise<Publication> {
  await closePublication(tx, item.id, at);
  const publication = Object.assign(new Publication(), {
    id: newId(),
    itemId: item.id,
    revision: revision.number,
    changeType,
    note,
    publicNote,
    publishedBy: actor.staffId,
    approvalId: approval?.id ?? null,
    liveFrom: at,
    liveTo: null,
    slug,
    sectionPath: await sectionPath(tx, revision.content.sectionId ?? null),
    bylineNames: Object.fromEntries([...resolved.authors].map(([id, { name }]) => [id, name])),
  });
  await tx.insert(Publication, publication);
  return publication;
}

/** Sets the end of the item's open publication, if it has one; never before its beginning. */
export async function closePublication(tx: EntityManager, itemId: string, at: Date): Promise<void> {
  await tx.query(
    'update publication set live_to = greatest($2, live_from) where item_id = $1 and live_to is null',
    [itemId, at],
  );
}
