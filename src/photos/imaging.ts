import type sharp from 'sharp';

type Sharp = typeof sharp;

/** The formats that a photo comes in; libvips reads a hundred others, SVG and PDF among them. */
const READ = ['Jpeg', 'Png', 'Webp', 'Heif', 'Tiff'];

/** A picture of more is refused before it is decoded, whatever its file claims to need for it. */
export const MAX_PIXELS = 50_000_000;

let loaded: Promise<Sharp> | null = null;

/**
 * The library for pictures, loaded at the first one: most processes of a day never see one. It reads the formats of
 * photos alone, uses one thread for each picture, and keeps nothing.
 */
export async function imaging(): Promise<Sharp> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: READ.flatMap((name) => [`VipsForeignLoad${name}File`, `VipsForeignLoad${name}Buffer`]),
  });
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}
