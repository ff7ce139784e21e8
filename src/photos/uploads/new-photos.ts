import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../access/principal.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { newId } from '../../database/id.js';
import { Transactions } from '../../database/transactions.js';
import { DomainError } from '../../errors.js';
import type { ReadMetadata } from '../metadata/photo-metadata.js';
import { Photo } from '../photo.entity.js';
import { PhotoReader } from '../photo-reader.js';
import { PhotoStore } from '../store/file-store.js';
import { RenditionSets } from '../renditions/rendition-sets.js';
import { lockOriginal } from '../store/unused-originals.js';
import type { DecodedPhoto } from './decode-photo.js';
import type { ReceivedFile } from './incoming-files.js';

/** All that is known of a photo when its row is made. */
export interface NewPhoto {
  filename: string;
  file: ReceivedFile;
  decoded: DecodedPhoto;
  read: ReadMetadata;
}

/** Makes photos of files that were looked at: the file goes to the store first, and its row comes last. */
@Injectable()
export class NewPhotos {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly reader: PhotoReader,
    private readonly store: PhotoStore,
    private readonly renditions: RenditionSets,
  ) {}

  /** Keeps the file, which is gone from its path then, and makes the photo, unless another upload of it was faster. */
  async keep(actor: Principal, photo: NewPhoto): Promise<{ photo: Photo; isNew: boolean }> {
    await this.store.put(photo.file.sha256, photo.file.path);
    return this.transactions.run(async (tx) => this.insert(tx, actor, photo));
  }

  /** The same in the caller's transaction; where that fails, the sweep removes the file. */
  async keepWithin(
    tx: EntityManager,
    actor: Principal,
    photo: NewPhoto,
  ): Promise<{ photo: Photo; isNew: boolean }> {
    await this.store.put(photo.file.sha256, photo.file.path);
    return this.insert(tx, actor, photo);
  }

  private async insert(
    tx: EntityManager,
    actor: Principal,
    photo: NewPhoto,
  ): Promise<{ photo: Photo; isNew: boolean }> {
    const { sha256, bytes } = photo.file;
    await lockOriginal(tx, sha256);
    const other = await this.reader.bySha256(tx, sha256);
    if (other !== null) return { photo: other, isNew: false };
    // The photo that had this file may have been removed since the file was put there, and the file with it.
    if (!(await this.store.has(sha256))) {
      throw new DomainError('unavailable', 'This photo was removed at the same moment. Send it again.');
    }
    const id = newId();
    await tx.getRepository(Photo).insert({
      id,
      sha256,
      bytes,
      ...photo.decoded,
      filename: photo.filename,
      metadata: photo.read.metadata,
      conflicts: photo.read.conflicts,
      rawMetadata: photo.read.raw,
      metadataFaults: photo.read.faults,
      createdBy: actor.staffId,
    });
    await this.audit.record(tx, actor, {
      action: 'photo.upload',
      subject: { kind: 'photo', id },
      details: { sha256 },
    });
    const made = await this.reader.byId(tx, id);
    await this.renditions.settleForStaff(tx, made);
    return { photo: made, isNew: true };
  }
}
