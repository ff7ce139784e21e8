import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { JobQueue } from '../../jobs/job-queue.js';
import type { Photo } from '../photo.entity.js';
import { type DescribedSet, describedSet, type PhotoFacts, setWithPacket } from './described-set.js';
import type { RenditionText } from './rendition-xmp.js';

/** The queue on which sets wait, by their hashes, for their pictures to be made. */
export const RENDITIONS_QUEUE = 'renditions';

/** Says which renditions of photos are to be had; they are made by a job, or when somebody asks for one before. */
@Injectable()
export class RenditionSets {
  constructor(private readonly jobs: JobQueue) {}

  /** Makes the pictures with the photo's own words those that staff see. */
  async settleForStaff(tx: EntityManager, photo: Photo): Promise<void> {
    const set = staffSet(photo);
    await tx.query(
      'update rendition_set set is_current = false where photo_id = $1 and item_id is null and is_current and hash <> $2',
      [photo.id, set.hash],
    );
    await this.settle(tx, set);
  }

  /** Makes the pictures with the words of the live photo caption those that readers see; its item is locked. */
  async settleForReaders(
    tx: EntityManager,
    itemId: string,
    photo: PhotoFacts,
    text: RenditionText,
  ): Promise<void> {
    await this.settleOf(tx, itemId, describedSet(photo, itemId, text));
  }

  /**
   * Gives the photo's pictures another focal point, with the words that they have. Here and now: what is rendered again
   * for it must not name pictures that are not there yet.
   */
  async refocus(tx: EntityManager, photo: Photo): Promise<void> {
    await this.settleForStaff(tx, photo);
    const sets = await tx.query<{ itemId: string; xmp: string }[]>(
      `select item_id as "itemId", xmp from rendition_set
        where photo_id = $1 and is_current and item_id is not null order by item_id`,
      [photo.id],
    );
    for (const { itemId, xmp } of sets) await this.settleOf(tx, itemId, setWithPacket(photo, itemId, xmp));
  }

  private async settleOf(tx: EntityManager, itemId: string, set: DescribedSet): Promise<void> {
    await tx.query(
      'update rendition_set set is_current = false where item_id = $1 and is_current and hash <> $2',
      [itemId, set.hash],
    );
    await this.settle(tx, set);
  }

  private async settle(tx: EntityManager, { hash, itemId, photo, xmp }: DescribedSet): Promise<void> {
    const changed = await tx.query<unknown[]>(
      `insert into rendition_set as s (hash, photo_id, item_id, xmp, focal_x, focal_y, is_current)
         values ($1, $2, $3, $4, $5, $6, true)
         on conflict (hash) do update set is_current = true where not s.is_current returning hash`,
      [hash, photo.id, itemId, xmp, photo.focalX, photo.focalY],
    );
    if (changed.length === 0) return;
    await this.jobs.send(tx, RENDITIONS_QUEUE, hash);
  }
}

/** The renditions that staff see: with what the file says of itself. */
export function staffSet(photo: Photo): DescribedSet {
  const { description, creator, creditLine, copyrightNotice } = photo.metadata;
  return describedSet(photo, null, {
    description: description ?? null,
    creator: creator ?? [],
    creditLine: creditLine ?? null,
    copyrightNotice: copyrightNotice ?? null,
  });
}
