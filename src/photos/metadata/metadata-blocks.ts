/** Where metadata lies in a file, as bytes of that file. */
export interface MetadataBlocks {
  /** One packet, and what extends it. */
  xmp: Buffer[];
  iim: Buffer | null;
  /** TIFF bytes: header, directories and all. */
  exif: Buffer | null;
}
