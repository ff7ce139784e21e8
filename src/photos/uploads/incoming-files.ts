import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config.js';
import { DomainError } from '../../errors.js';
import { isMissing, isOfDisk } from '../store/disk-errors.js';
import { photoFolder } from '../store/open-file-store.js';
import { storeUnavailable } from '../store/file-store.js';

/** What has arrived of an upload: where it lies, how long it is, and its SHA-256 in 64 hex digits. */
export interface ReceivedFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** Uploads come in, pictures are drawn. */
type Way = 'incoming' | 'drawing';

/** Files on their way to the store, uploads above all, on this machine's own disk. */
@Injectable()
export class IncomingFiles {
  private readonly root: string;
  private readonly maxBytes: number;

  constructor(config: Config) {
    this.root = photoFolder(config);
    this.maxBytes = config.photoMaxBytes;
  }

  /** A path that no other file has. Nothing is there yet. */
  newPath(way: Way = 'incoming'): string {
    return join(this.root, way, randomUUID());
  }

  /**
   * Writes the stream to the path as it flows; what was written when it fails is still there. Throws
   * `payload_too_large` at the first byte too many, `unavailable` where the disk refuses, and what the stream does.
   */
  async receive(stream: Readable, path: string): Promise<ReceivedFile> {
    await mkdir(dirname(path), { recursive: true }).catch(refusedByDisk);
    // Opened before anything flows: a file that is made while it is being removed would stay.
    const handle = await open(path, 'wx', 0o600).catch(refusedByDisk);
    const hash = createHash('sha256');
    let bytes = 0;
    const { maxBytes } = this;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > maxBytes) done(tooLarge(maxBytes));
        else done(null, hash.update(chunk) && chunk);
      },
    });
    await pipeline(stream, meter, handle.createWriteStream()).catch(refusedByDisk);
    return { path, bytes, sha256: hash.digest('hex') };
  }

  /** Writes what is whole already. Throws `unavailable` where the disk refuses. */
  async write(bytes: Buffer, path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true }).catch(refusedByDisk);
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 }).catch(refusedByDisk);
  }

  async discard(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /** Removes the files that nobody has written to since; gives how many. */
  async removeOlderThan(time: Date): Promise<number> {
    let removed = 0;
    for (const path of [...(await this.pathsOf('incoming')), ...(await this.pathsOf('drawing'))]) {
      const found = await stat(path).catch(nothing);
      if ('mtime' in found && found.mtime < time) {
        await this.discard(path);
        removed += 1;
      }
    }
    return removed;
  }

  private async pathsOf(way: Way): Promise<string[]> {
    const folder = join(this.root, way);
    return (await readdir(folder).catch(nothing)).map((name) => join(folder, name));
  }
}

function tooLarge(maxBytes: number): DomainError {
  return new DomainError(
    'payload_too_large',
    `The file is larger than ${maxBytes} bytes, which is the limit.`,
  );
}

/** A stream that was cut off has errors as well, which are not the disk’s. */
function refusedByDisk(error: unknown): never {
  throw isOfDisk(error) ? storeUnavailable(error) : error;
}

/** The folder, or the file, is not there (any more). */
function nothing(error: unknown): [] {
  if (isMissing(error)) return [];
  throw storeUnavailable(error);
}
