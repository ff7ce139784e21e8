import { areaOf, CROPS, type Frame, type View, VIEWS } from './crops.js';

/** The sizes, and the pixels of their longer edge. A photo that is smaller keeps its own. */
const LONGER_EDGE = { thumbnail: 320, small: 640, medium: 1280, large: 2048 } as const;
export type Size = keyof typeof LONGER_EDGE;
const SIZES: readonly Size[] = ['thumbnail', 'small', 'medium', 'large'];

const MEDIA_TYPES = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg' } as const;
export type Extension = keyof typeof MEDIA_TYPES;

/** Which picture a rendition is: what of the photo it shows, how large, in which format. */
export interface RenditionName {
  view: View;
  size: Size;
  extension: Extension;
}

/** The formats of all photos, what takes the fewest bytes first. AVIF takes many times as long to make. */
export function extensionsOf({ photoAvif }: { photoAvif: boolean }): Extension[] {
  return photoAvif ? ['avif', 'webp', 'jpg'] : ['webp', 'jpg'];
}

/** Those of one view, which exist for every photo, from small to large. */
export function namesOf(view: View, extensions: readonly Extension[]): RenditionName[] {
  return SIZES.flatMap((size) => extensions.map((extension) => ({ view, size, extension })));
}

/** `medium.jpg`, `square-medium.webp` */
export function fileName({ view, size, extension }: RenditionName): string {
  return `${view === 'whole' ? '' : `${view}-`}${size}.${extension}`;
}

export function mediaTypeOf({ extension }: Pick<RenditionName, 'extension'>): string {
  return MEDIA_TYPES[extension];
}

/** The rendition that `fileName` gave the name, among the formats that are made; null where there is none. */
export function parseFileName(text: string, extensions: readonly Extension[]): RenditionName | null {
  const [, crop, size, extension] = NAME.exec(text) ?? [];
  const found = {
    view: VIEWS.find((view) => view === (crop ?? 'whole')),
    size: SIZES.find((one) => one === size),
    extension: extensions.find((one) => one === extension),
  };
  const { view } = found;
  if (view === undefined || found.size === undefined || found.extension === undefined) return null;
  return { view, size: found.size, extension: found.extension };
}

const NAME = new RegExp(`^(?:(${CROPS.join('|')})-)?([a-z]+)\\.([a-z]+)$`);

/** Width and height of a rendition in pixels: never more than the photo has. */
export function sizeOf(photo: Frame, { view, size }: RenditionName): { width: number; height: number } {
  const { width, height } = areaOf(photo, view);
  const scale = Math.min(1, LONGER_EDGE[size] / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
