import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../../config.js';
import { describedSet, type PhotoFacts } from './described-set.js';
import { renditionLinks, type RenditionLinks } from './rendition-links.js';
import { extensionsOf } from './rendition-names.js';
import { RenditionSets } from './rendition-sets.js';
import type { RenditionText } from './rendition-xmp.js';

/** A photo caption, as far as its pictures are concerned. */
export interface PicturedCaption extends RenditionText {
  photoId: string | null;
}

/** The pictures that readers get with photo captions. */
@Injectable()
export class CaptionPictures {
  constructor(
    private readonly config: Config,
    private readonly sets: RenditionSets,
  ) {}

  /** Where the pictures of live photo captions are, by the caption's id; those without a photo are left out. */
  async linksOf(
    db: EntityManager,
    captions: ReadonlyMap<string, PicturedCaption>,
  ): Promise<Map<string, RenditionLinks>> {
    const photos = await photosOf(db, captions.values());
    return new Map(
      [...captions].flatMap(([itemId, caption]) => {
        const photo = photos.get(caption.photoId ?? '');
        return photo ? [[itemId, this.links(itemId, photo, caption)] as const] : [];
      }),
    );
  }

  /** Makes these words those of the pictures that readers get with the photo caption, which goes live by it. */
  async settle(tx: EntityManager, itemId: string, caption: PicturedCaption): Promise<void> {
    const [photo] = (await photosOf(tx, [caption])).values();
    if (photo) await this.sets.settleForReaders(tx, itemId, photo, caption);
  }

  private links(itemId: string, photo: PhotoFacts, caption: PicturedCaption): RenditionLinks {
    const { hash } = describedSet(photo, itemId, caption);
    const under = `${this.config.publicUrl}/delivery/v1/photos/${photo.id}/${hash}-`;
    return renditionLinks(under, photo, extensionsOf(this.config));
  }
}

async function photosOf(
  db: EntityManager,
  captions: Iterable<PicturedCaption>,
): Promise<ReadonlyMap<string, PhotoFacts>> {
  const ids = [...captions].flatMap(({ photoId }) => photoId ?? []);
  if (ids.length === 0) return new Map();
  const photos = await db.query<PhotoFacts[]>(
    `select id, sha256, width, height, focal_x as "focalX", focal_y as "focalY" from photo
      where id = any($1::uuid[])`,
    [ids],
  );
  return new Map(photos.map((photo) => [photo.id, photo]));
}
