import type { Canvas, Colour, Point } from './canvas.js';

/** Draws one thing of a scene; the numbers that it asks for are the same in every run. */
export type Shape = (canvas: Canvas, random: () => number) => void;

/** Hills up to `top`, from side to side and down to the lower edge. */
export function hills(colour: Colour, top: number, roughness: number): Shape {
  return (canvas, random) => {
    const waves = [1.3, 2.9, 6.1, 13].map((often) => ({ often, at: random() * 6, high: roughness / often }));
    const ridge = Array.from({ length: 61 }, (_, index): Point => {
      const x = (index / 60) * 1.5;
      const height = waves.reduce((sum, { often, at, high }) => sum + high * Math.sin(at + x * often * 2), 0);
      return [x, top + height];
    });
    canvas.polygon([...ridge, [1.5, 1], [0, 1]], colour);
  };
}

/** Flat ground or water, a little lighter where it begins. */
export function plain(near: Colour, far: Colour, top: number): Shape {
  return (canvas) => canvas.gradient(far, near, top, 1);
}

export function box(colour: Colour, x: number, y: number, width: number, height: number): Shape {
  return (canvas) =>
    canvas.polygon(
      [
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
      ],
      colour,
    );
}

/** A lamp, a sun or a moon, with its glow around it. */
export function light(glow: readonly Colour[], x: number, y: number, radius: number): Shape {
  return (canvas) =>
    glow.forEach((colour, index) =>
      canvas.disc([x, y], radius * (1 + (glow.length - 1 - index) * 0.45), colour),
    );
}

export function stars(count: number, below: number): Shape {
  return (canvas, random) => {
    for (let index = 0; index < count; index += 1) {
      const size = 0.0016 + random() * 0.003;
      box(index % 5 ? '#cfd8ea' : '#ffffff', random() * 1.5, random() * below, size, size)(canvas, random);
    }
  };
}

/** People in a row, standing on `ground`; those that follow each other closely are a crowd. */
export function people(
  colour: Colour,
  count: number,
  from: number,
  to: number,
  ground: number,
  tall: number,
): Shape {
  return (canvas, random) => {
    for (let index = 0; index < count; index += 1) {
      const x = from + ((index + 0.5) / count) * (to - from) + (random() - 0.5) * tall * 0.2;
      const high = tall * (0.88 + random() * 0.2);
      const head = ground - high;
      const half = high * 0.15;
      canvas.disc([x, head + high * 0.1], high * 0.085, colour);
      canvas.polygon(
        [
          [x - half, head + high * 0.24],
          [x + half, head + high * 0.24],
          [x + half * 0.75, ground],
          [x - half * 0.75, ground],
        ],
        colour,
      );
    }
  };
}

/** Houses with gables along `ground`, some windows lit. */
export function houses(colour: Colour, window: Colour, ground: number, high: number): Shape {
  return (canvas, random) => {
    for (let x = -0.05; x < 1.5; x += 0.12 + random() * 0.05) {
      const top = ground - high * (0.6 + random() * 0.4);
      const wide = 0.11 + random() * 0.03;
      canvas.polygon(
        [
          [x, ground],
          [x, top],
          [x + wide / 2, top - high * 0.25],
          [x + wide, top],
          [x + wide, ground],
        ],
        colour,
      );
      for (let floor = top + 0.03; floor < ground - 0.05; floor += 0.07) {
        if (random() < 0.45) box(window, x + wide * 0.3, floor, 0.022, 0.03)(canvas, random);
      }
    }
  };
}

/** A gantry crane with its boom over the water. */
export function crane(colour: Colour, x: number, ground: number, high: number): Shape {
  return (canvas, random) => {
    const leg = high * 0.035;
    for (const at of [0, 0.3])
      box(colour, x + high * at, ground - high * 0.75, leg, high * 0.75)(canvas, random);
    box(colour, x - high * 0.35, ground - high * 0.75, high * 1.05, leg)(canvas, random);
    canvas.polygon(
      [
        [x + high * 0.15, ground - high],
        [x + high * 0.19, ground - high],
        [x + high * 0.32, ground - high * 0.74],
        [x, ground - high * 0.74],
      ],
      colour,
    );
  };
}

/** A boat of any length, with a cabin. */
export function boat(hull: Colour, cabin: Colour, x: number, waterline: number, long: number): Shape {
  return (canvas, random) => {
    box(cabin, x + long * 0.3, waterline - long * 0.26, long * 0.35, long * 0.16)(canvas, random);
    canvas.polygon(
      [
        [x, waterline - long * 0.11],
        [x + long, waterline - long * 0.13],
        [x + long * 0.9, waterline],
        [x + long * 0.08, waterline],
      ],
      hull,
    );
  };
}

/** The dome of an observatory, its slit open. */
export function dome(colour: Colour, slit: Colour, x: number, ground: number, radius: number): Shape {
  return (canvas, random) => {
    canvas.disc([x, ground - radius], radius, colour);
    box(colour, x - radius, ground - radius, radius * 2, radius)(canvas, random);
    box(slit, x - radius * 0.12, ground - radius * 2, radius * 0.24, radius * 0.9)(canvas, random);
  };
}
