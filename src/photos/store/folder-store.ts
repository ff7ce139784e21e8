import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing } from './disk-errors.js';
import { FileStore, type OpenFile, type StoreArea, type StoredFile, storeUnavailable } from './file-store.js';

/** Keeps files in a folder, below the first two digits of their names. */
export class FolderStore extends FileStore {
  private readonly folder: string;

  constructor(
    root: string,
    private readonly area: StoreArea,
  ) {
    super();
    this.folder = join(root, area.folder);
  }

  /** The file has to be on the same file system: it is moved. */
  async put(name: string, file: string): Promise<void> {
    await reached(async () => {
      const target = this.pathOf(name);
      const made = await mkdir(dirname(target), { recursive: true });
      // All of it is on the disk before it has its name: what has a name is whole, power cuts included.
      await flush(file);
      await rename(file, target);
      if (!this.area.lasting) return;
      // So is the name, before anybody hears of it: a row must never outlive its file.
      await flush(dirname(target));
      if (made !== undefined) await flush(dirname(made));
    });
  }

  async has(name: string): Promise<boolean> {
    return reached(async () => isThere(this.pathOf(name)));
  }

  async open(name: string): Promise<OpenFile | null> {
    return reached(async () => {
      const handle = await open(this.pathOf(name), 'r').catch(nothingThere);
      return handle && { stream: handle.createReadStream(), bytes: (await handle.stat()).size };
    });
  }

  async localPath(name: string): Promise<string | null> {
    return (await this.has(name)) ? this.pathOf(name) : null;
  }

  async remove(name: string): Promise<void> {
    await reached(async () => rm(this.pathOf(name), { force: true }));
  }

  async *list(): AsyncGenerator<StoredFile> {
    for await (const digits of namesIn(this.folder)) {
      if (!/^[\da-f]{2}$/.test(digits)) continue;
      for await (const name of namesIn(join(this.folder, digits))) {
        if (!this.area.names.test(name)) continue;
        const found = await stat(this.pathOf(name)).catch(nothingThere);
        if (found) yield { name, storedAt: found.mtime };
      }
    }
  }

  private pathOf(name: string): string {
    return join(this.folder, name.slice(0, 2), name);
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
