/** `#rrggbb`. */
export type Colour = string;

/** Both in heights of the picture: y from 0 above to 1 below, x from 0 to 1.5. */
export type Point = readonly [x: number, y: number];

const HEIGHT = 640;
const WIDTH = 960;

/** A picture to be drawn from the back to the front, as raw pixels of red, green and blue. */
export class Canvas {
  readonly width = WIDTH;
  readonly height = HEIGHT;
  readonly pixels = Buffer.alloc(WIDTH * HEIGHT * 3);

  /** Fills the rows between two heights with a gradient. */
  gradient(above: Colour, below: Colour, from = 0, to = 1): void {
    const [first, last] = [rgb(above), rgb(below)];
    for (let row = Math.round(from * HEIGHT); row < Math.round(to * HEIGHT); row += 1) {
      const part = (row / HEIGHT - from) / (to - from);
      const mixed = first.map((value, index) => value + ((last[index] ?? value) - value) * part);
      this.span(row, 0, WIDTH, Buffer.from(mixed.map(Math.round)));
    }
  }

  polygon(points: readonly Point[], colour: Colour): void {
    const filling = Buffer.from(rgb(colour));
    const rows = points.map(([, y]) => y * HEIGHT);
    const last = Math.min(HEIGHT - 1, Math.ceil(Math.max(...rows)));
    for (let row = Math.max(0, Math.floor(Math.min(...rows))); row <= last; row += 1) {
      const middle = (row + 0.5) / HEIGHT;
      const crossings: number[] = [];
      for (let index = 0; index < points.length; index += 1) {
        const [x = 0, y = 0] = points[index] ?? [];
        const [nextX = 0, nextY = 0] = points[(index + 1) % points.length] ?? [];
        if (y > middle === nextY > middle) continue;
        crossings.push((x + ((middle - y) / (nextY - y)) * (nextX - x)) * HEIGHT);
      }
      crossings.sort((one, other) => one - other);
      for (let index = 0; index + 1 < crossings.length; index += 2) {
        this.span(row, crossings[index] ?? 0, crossings[index + 1] ?? 0, filling);
      }
    }
  }

  disc([x, y]: Point, radius: number, colour: Colour): void {
    const corners = Math.max(8, Math.round(radius * 300));
    const points = Array.from({ length: corners }, (_, index): Point => {
      const angle = (index / corners) * 2 * Math.PI;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
    this.polygon(points, colour);
  }

  private span(row: number, from: number, to: number, filling: Buffer): void {
    const [start, end] = [Math.max(0, Math.round(from)), Math.min(WIDTH, Math.round(to))];
    if (start < end) this.pixels.fill(filling, (row * WIDTH + start) * 3, (row * WIDTH + end) * 3);
  }
}

function rgb(colour: Colour): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}
