import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { isMissing } from './disk-errors.js';
import { isOriginalName, PhotoStore, type StoredOriginal, storeUnavailable } from './photo-store.js';

/** Keeps originals in a folder, below the first two digits of their names. */
export class FolderStore extends PhotoStore {
  constructor(private readonly folder: string) {
    super();
  }

  /** The file has to be on the same file system: it is moved. */
  async put(sha256: string, file: string): Promise<void> {
    await reached(async () => {
      const target = this.pathOf(sha256);
      const made = await mkdir(dirname(target), { recursive: true });
      // All of it is on the disk before anybody hears of it: a row must never outlive its file, power cuts included.
      await flush(file);
      await rename(file, target);
      await flush(dirname(target));
      if (made !== undefined) await flush(dirname(made));
    });
  }

  async has(sha256: string): Promise<boolean> {
    return reached(async () => isThere(this.pathOf(sha256)));
  }

  async open(sha256: string): Promise<Readable> {
    return reached(async () => (await open(this.pathOf(sha256), 'r')).createReadStream());
  }

  async remove(sha256: string): Promise<void> {
    await reached(async () => rm(this.pathOf(sha256), { force: true }));
  }

  async *list(): AsyncGenerator<StoredOriginal> {
    for await (const name of namesIn(this.folder)) {
      if (!/^[\da-f]{2}$/.test(name)) continue;
      for await (const sha256 of namesIn(join(this.folder, name))) {
        if (!isOriginalName(sha256)) continue;
        const found = await stat(this.pathOf(sha256)).catch(nothingThere);
        if (found) yield { sha256, storedAt: found.mtime };
      }
    }
  }

  private pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}

async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeUnavailable(error);
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(nothingThere)) !== null;
}

/** A folder that has not been made yet has nothing in it. */
async function* namesIn(folder: string): AsyncGenerator<string> {
  const entries = await opendir(folder).catch(nothingThere);
  for await (const { name } of entries ?? []) yield name;
}

function nothingThere(error: unknown): null {
  if (isMissing(error)) return null;
  throw storeUnavailable(error);
}
