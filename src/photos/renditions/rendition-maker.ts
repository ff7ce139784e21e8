import { Injectable } from '@nestjs/common';
import { DomainError } from '../../errors.js';
import { DecodingLine } from '../decoding-line.js';
import { PhotoStore, RenditionStore } from '../store/file-store.js';
import { IncomingFiles } from '../uploads/incoming-files.js';
import type { View } from './crops.js';
import type { DescribedSet } from './described-set.js';
import { drawRenditions } from './draw-renditions.js';
import { fileName, type RenditionName } from './rendition-names.js';

const MISSING = 'The file of this photo is missing. Tell whoever runs Copydesk.';

/** Makes the files of renditions and puts them into the store. To make one again does no harm: it is the same. */
@Injectable()
export class RenditionMaker {
  constructor(
    private readonly originals: PhotoStore,
    private readonly renditions: RenditionStore,
    private readonly incoming: IncomingFiles,
    private readonly line: DecodingLine,
  ) {}

  /** The name of a rendition in the store. */
  storedName({ hash }: Pick<DescribedSet, 'hash'>, name: RenditionName): string {
    return `${hash}-${fileName(name)}`;
  }

  /** Makes those of one view, when it is their turn. Throws `unavailable` where the original is not to be had. */
  async make(set: DescribedSet, view: View, names: readonly RenditionName[]): Promise<void> {
    await this.line.run(async () => {
      const copy = this.incoming.newPath('drawing');
      try {
        const original = await this.originals.localPath(set.photo.sha256, copy);
        if (original === null) throw new DomainError('unavailable', MISSING);
        for await (const { name, bytes } of drawRenditions(original, set.photo, view, names, set.xmp)) {
          await this.keep(this.storedName(set, name), bytes);
        }
      } finally {
        await this.incoming.discard(copy);
      }
    });
  }

  private async keep(storedName: string, bytes: Buffer): Promise<void> {
    const path = this.incoming.newPath('drawing');
    try {
      await this.incoming.write(bytes, path);
      await this.renditions.put(storedName, path);
    } finally {
      await this.incoming.discard(path);
    }
  }
}
