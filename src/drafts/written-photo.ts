import type { EntityManager } from 'typeorm';
import type { Fault } from '../errors.js';
import type { ItemContent, ItemKind } from '../items/item-kind.js';
import { noPhotoMetadata, type PhotoMetadata } from '../photos/metadata/photo-metadata.js';

/** A fault where the photo is not there; its row is kept from removal until the transaction ends. */
export async function photoFaults(tx: EntityManager, id: string | null): Promise<Fault[]> {
  if (id === null) return [];
  const rows = await tx.query<unknown[]>('select from photo where id = $1 for key share', [id]);
  return rows.length > 0
    ? []
    : [{ pointer: '/content/photoId', code: 'unknown_photo', message: 'names a photo that is not there' }];
}

/** What was written of a new item, completed from the metadata of its photo: an empty member was named as well. */
export async function filledFromPhoto(
  tx: EntityManager,
  kind: ItemKind,
  written: ItemContent,
): Promise<ItemContent> {
  const { photoId = null } = written;
  if (photoId === null || kind.fromPhoto === undefined) return written;
  const [photo] = await tx.query<{ metadata: PhotoMetadata }[]>('select metadata from photo where id = $1', [
    photoId,
  ]);
  const named = Object.entries(written).filter(([, value]) => value !== undefined);
  return { ...kind.fromPhoto({ ...noPhotoMetadata(), ...photo?.metadata }), ...Object.fromEntries(named) };
}
