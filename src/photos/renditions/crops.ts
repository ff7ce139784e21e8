/** The crops of a photo that a use can ask for, by name; without one it is shown whole. */
export const CROPS = ['landscape', 'portrait', 'square'] as const;
export type Crop = (typeof CROPS)[number];

/** What of a photo a rendition shows. */
export type View = 'whole' | Crop;

export const VIEWS = ['whole', ...CROPS] as const;

/** Width by height. */
const RATIOS: Readonly<Record<Crop, number>> = { landscape: 16 / 9, portrait: 4 / 5, square: 1 };

/** Pixels of the upright photo. */
export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A photo's size in pixels, and its focal point in parts of it; null is the middle. */
export interface Frame {
  width: number;
  height: number;
  focalX: number | null;
  focalY: number | null;
}

/** The largest area of the view's ratio within the photo, the focal point as near to its middle as the edges let it. */
export function areaOf({ width, height, focalX, focalY }: Frame, view: View): Area {
  if (view === 'whole') return { left: 0, top: 0, width, height };
  const ratio = RATIOS[view];
  const cropped = {
    width: Math.max(1, Math.min(width, Math.round(height * ratio))),
    height: Math.max(1, Math.min(height, Math.round(width / ratio))),
  };
  return {
    left: start(width, cropped.width, focalX ?? 0.5),
    top: start(height, cropped.height, focalY ?? 0.5),
    ...cropped,
  };
}

function start(length: number, part: number, focus: number): number {
  return Math.min(length - part, Math.max(0, Math.round(length * focus - part / 2)));
}
