import type { EntityManager } from 'typeorm';
import { DomainError } from '../errors.js';
import { etagOf } from '../http/precondition.js';
import { Item } from './item.entity.js';

/** The members of an item that a change may set; version and times follow by themselves. */
export type ItemPatch = Partial<
  Omit<Item, 'id' | 'kind' | 'version' | 'createdBy' | 'createdAt' | 'modifiedAt'>
>;

/**
 * The one place where an item's row is changed. The version moves by one, and only from the version that
 * was loaded: TypeORM's own save would overwrite a newer one in silence.
 */
export async function changeItem(tx: EntityManager, item: Item, patch: ItemPatch): Promise<void> {
  const version = item.version + 1;
  const result = await tx.update(
    Item,
    { id: item.id, version: item.version },
    { ...patch, version, modifiedAt: () => 'clock_timestamp()' },
  );
  if (result.affected !== 1) {
    throw new DomainError('stale_version', undefined, { current: etagOf(version) });
  }
  Object.assign(item, patch, { version });
}
