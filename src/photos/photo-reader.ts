import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { notFound } from '../errors.js';
import { Photo } from './photo.entity.js';

/** Reads photos; all staff may see all of them. */
@Injectable()
export class PhotoReader {
  /** The photo. Throws `not_found`. */
  async byId(db: EntityManager, id: string): Promise<Photo> {
    const photo = await db.getRepository(Photo).findOneBy({ id });
    if (!photo) throw notFound('photo');
    return photo;
  }

  /** The photo that has this original, if there is one. */
  async bySha256(db: EntityManager, sha256: string): Promise<Photo | null> {
    return db.getRepository(Photo).findOneBy({ sha256 });
  }
}
