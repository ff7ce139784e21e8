import { cleanAgencyNoise } from './agency-noise.js';
import { readExif } from './exif-block.js';
import { readIim } from './iim-block.js';
import { mergeMetadata, type SaidByBlocks } from './merge-metadata.js';
import { findMetadataBlocks } from './find-metadata-blocks.js';
import type { MetadataBlocks } from './metadata-blocks.js';
import { type MetadataFault, type PhotoMetadata, type ReadMetadata } from './photo-metadata.js';
import type { Block } from './same-value.js';
import { tidyMetadata } from './tidy-metadata.js';
import { saidByXmp, XMP_PROPERTIES } from './xmp-block.js';
import { readXmpProperties, type XmpProperties } from './read-xmp.js';

/** The longest packet that is read: a hundred times what a wire writes, with the history of an edited file. */
const MAX_XMP_BYTES = 4 * 1024 * 1024;

/**
 * Reads what the maker of a photo wrote into its file. Never throws for what the file holds: what can be read
 * is read, and `faults` names the rest.
 */
export async function readPhotoMetadata(file: Buffer): Promise<ReadMetadata> {
  const faults: MetadataFault[] = [];
  const blocks = await foundBlocks(file, faults);
  const tidied = (block: Block, said: Partial<PhotoMetadata> | null): PhotoMetadata | null => {
    if (said === null) return null;
    const tidy = tidyMetadata(block, said);
    faults.push(...tidy.faults);
    return tidy.metadata;
  };
  const said: SaidByBlocks = {
    xmp: tidied('xmp', await readXmp(blocks.xmp, faults)),
    iim: tidied('iim', blocks.iim && readIim(blocks.iim)),
    exif: tidied('exif', blocks.exif && readExif(blocks.exif)),
  };
  const { metadata, conflicts } = mergeMetadata(said);
  const { cleaned, raw } = cleanAgencyNoise(metadata);
  return { metadata: cleaned, conflicts, raw, faults };
}

async function foundBlocks(file: Buffer, faults: MetadataFault[]): Promise<MetadataBlocks> {
  try {
    return await findMetadataBlocks(file, MAX_XMP_BYTES);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    faults.push({ where: 'file', code: 'unreadable', message: `is not read: ${reason.slice(0, 200)}` });
    return { xmp: [], iim: null, exif: null };
  }
}

/** One packet and what extends it, as one: of two properties of a name the first counts. */
async function readXmp(packets: Buffer[], faults: MetadataFault[]): Promise<Partial<PhotoMetadata> | null> {
  if (packets.length === 0) return null;
  const all: XmpProperties['properties'] = new Map();
  for (const packet of packets) {
    const read = await readXmpProperties(packet, XMP_PROPERTIES, MAX_XMP_BYTES);
    for (const [name, node] of read.properties) if (!all.has(name)) all.set(name, node);
    faults.push(...read.faults.map((fault) => ({ where: 'xmp', ...fault })));
  }
  return saidByXmp(all);
}
