import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areaOf, CROPS, VIEWS } from './crops.js';

const middle = { focalX: null, focalY: null };

describe('the area of a crop', () => {
  it('is the whole photo without one', () => {
    expect(areaOf({ width: 300, height: 200, ...middle }, 'whole')).toEqual({
      left: 0,
      top: 0,
      width: 300,
      height: 200,
    });
  });

  it('is around the middle where nobody has set a focal point', () => {
    expect(areaOf({ width: 300, height: 200, ...middle }, 'square')).toEqual({
      left: 50,
      top: 0,
      width: 200,
      height: 200,
    });
  });

  it('follows the focal point, as far as the edges let it', () => {
    const photo = { width: 300, height: 200, focalY: 0.5 };
    expect(areaOf({ ...photo, focalX: 0.4 }, 'square').left).toBe(20);
    expect(areaOf({ ...photo, focalX: 0 }, 'square').left).toBe(0);
    expect(areaOf({ ...photo, focalX: 1 }, 'square').left).toBe(100);
    expect(areaOf({ width: 160, height: 200, focalX: 0, focalY: 1 }, 'landscape')).toEqual({
      left: 0,
      top: 110,
      width: 160,
      height: 90,
    });
  });

  it('is never outside of the photo, whatever its size', () => {
    const part = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    const side = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(
        side,
        side,
        part,
        part,
        fc.constantFrom(...VIEWS),
        (width, height, focalX, focalY, view) => {
          const area = areaOf({ width, height, focalX, focalY }, view);
          expect(Math.min(area.left, area.top)).toBeGreaterThanOrEqual(0);
          expect(Math.min(area.width, area.height)).toBeGreaterThanOrEqual(1);
          expect(area.left + area.width).toBeLessThanOrEqual(width);
          expect(area.top + area.height).toBeLessThanOrEqual(height);
          // As large as can be: it touches two opposite edges.
          expect(area.width === width || area.height === height).toBe(true);
        },
      ),
    );
  });

  it('has the ratio of its name', () => {
    const shapes = CROPS.map((crop) => areaOf({ width: 7200, height: 7200, ...middle }, crop));
    expect(shapes.map(({ width, height }) => [width, height])).toEqual([
      [7200, 4050],
      [5760, 7200],
      [7200, 7200],
    ]);
  });
});
