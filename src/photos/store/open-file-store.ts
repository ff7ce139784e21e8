import { join } from 'node:path';
import type { Config } from '../../config.js';
import type { FileStore, StoreArea } from './file-store.js';

/** The area of the store that the settings name. Each is loaded only where it is used: the client of S3 is a large one. */
export async function openFileStore(config: Config, area: StoreArea): Promise<FileStore> {
  if (config.photoStore !== null) {
    const { S3Store } = await import('./s3-store.js');
    return new S3Store(config.photoStore, area);
  }
  const { FolderStore } = await import('./folder-store.js');
  return new FolderStore(photoFolder(config), area);
}

/** The folder of all files of photos on this machine. */
export function photoFolder({ dataDir }: Config): string {
  return join(dataDir, 'photos');
}
