import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import type { Principal } from '../../access/principal.js';
import { metadataPart } from '../formats/photo-format.js';
import { readPhotoMetadata } from '../metadata/read-photo-metadata.js';
import type { ReadMetadata } from '../metadata/photo-metadata.js';
import type { Photo } from '../photo.entity.js';
import { PhotoReader } from '../photo-reader.js';
import { type DecodedPhoto, decodePhoto } from './decode-photo.js';
import { DecodingLine } from '../decoding-line.js';
import { displayName } from './display-name.js';
import { IncomingFiles, type ReceivedFile } from './incoming-files.js';
import { NewPhotos } from './new-photos.js';

/** The photo of an upload, and whether there was none of this file before. */
export interface UploadedPhoto {
  photo: Photo;
  isNew: boolean;
}

/** Reads the upload into the stream that it is given, to the end, and gives the name that the sender has for the file. */
export type Receive = (take: (file: Readable) => Promise<void>) => Promise<string>;

/** Takes a photo in: bytes to the disk, a look at what they are, the file to the store, and the row last of all. */
@Injectable()
export class UploadPhoto {
  constructor(
    private readonly db: EntityManager,
    private readonly reader: PhotoReader,
    private readonly incoming: IncomingFiles,
    private readonly line: DecodingLine,
    private readonly newPhotos: NewPhotos,
  ) {}

  /**
   * Makes a photo of what is received, or finds the one that has the same file. No connection to the database is held
   * while bytes flow or pictures are decoded, and of what is refused nothing stays on the disk. Throws what receiving
   * and `decodePhoto` do.
   */
  async run(actor: Principal, receive: Receive): Promise<UploadedPhoto> {
    const path = this.incoming.newPath();
    try {
      let file: ReceivedFile | null = null;
      const name = await receive(async (stream) => {
        file = await this.incoming.receive(stream, path);
      });
      return await this.taken(actor, name, received(file));
    } finally {
      await this.incoming.discard(path);
    }
  }

  /** Takes in a file that is no upload's, in the caller's transaction. Throws as `run` does. */
  async takeIn(tx: EntityManager, actor: Principal, name: string, content: Readable): Promise<Photo> {
    const path = this.incoming.newPath();
    try {
      const file = await this.incoming.receive(content, path);
      const { decoded, read } = await looked(path);
      const { photo } = await this.newPhotos.keepWithin(tx, actor, {
        filename: displayName(name),
        file,
        decoded,
        read,
      });
      return photo;
    } finally {
      await this.incoming.discard(path);
    }
  }

  private async taken(actor: Principal, name: string, file: ReceivedFile): Promise<UploadedPhoto> {
    const known = await this.reader.bySha256(this.db, file.sha256);
    if (known !== null) return { photo: known, isNew: false };
    const { decoded, read } = await this.line.run(() => looked(file.path));
    return this.newPhotos.keep(actor, { filename: displayName(name), file, decoded, read });
  }
}

async function looked(path: string): Promise<{ decoded: DecodedPhoto; read: ReadMetadata }> {
  const decoded = await decodePhoto(path);
  return { decoded, read: await readPhotoMetadata(await metadataPart(path, decoded.mediaType)) };
}

function received(file: ReceivedFile | null): ReceivedFile {
  if (file === null) throw new Error('The upload ended well without a file.');
  return file;
}
