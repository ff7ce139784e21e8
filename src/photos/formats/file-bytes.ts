import { type FileHandle, open } from 'node:fs/promises';
import { DomainError } from '../../errors.js';

/** How much of a file is in memory at a time. */
export const WINDOW = 256 * 1024;

/**
 * Reads a file at any place, a window at a time: never whole, however large it is. What is read is good until the next
 * read, which writes over it: a buffer for each window would make as much garbage as the file is long.
 */
export class FileBytes {
  private readonly reused = Buffer.allocUnsafe(WINDOW);
  private window = Buffer.alloc(0);
  private from = 0;

  private constructor(
    private readonly handle: FileHandle,
    readonly size: number,
  ) {}

  /** Opens the file for as long as the work takes. */
  static async of<T>(path: string, work: (file: FileBytes) => Promise<T>): Promise<T> {
    const handle = await open(path, 'r');
    try {
      return await work(new FileBytes(handle, (await handle.stat()).size));
    } finally {
      await handle.close();
    }
  }

  /** Exactly these bytes. Throws `broken_photo` where the file ends before. */
  async read(at: number, length: number): Promise<Buffer> {
    if (at < 0 || at + length > this.size) throw endsTooEarly();
    const offset = at - this.from;
    if (offset >= 0 && offset + length <= this.window.length) {
      return this.window.subarray(offset, offset + length);
    }
    await this.moveTo(at, Math.max(length, WINDOW));
    return this.window.subarray(0, length);
  }

  /** What is in memory of the file from here on, up to a window: at least a byte, unless the file ends here. */
  async readOn(at: number): Promise<Buffer> {
    const offset = at - this.from;
    if (offset < 0 || offset >= this.window.length) await this.moveTo(at, WINDOW);
    return this.window.subarray(at - this.from);
  }

  private async moveTo(at: number, length: number): Promise<void> {
    const wanted = Math.min(length, Math.max(0, this.size - at));
    const window = wanted <= WINDOW ? this.reused.subarray(0, wanted) : Buffer.allocUnsafe(wanted);
    // Until it is filled there is nothing in it.
    this.window = this.reused.subarray(0, 0);
    let filled = 0;
    while (filled < window.length) {
      const { bytesRead } = await this.handle.read(window, filled, window.length - filled, at + filled);
      if (bytesRead === 0) throw endsTooEarly();
      filled += bytesRead;
    }
    this.window = window;
    this.from = at;
  }
}

/** The refusal of what is cut off. */
export function endsTooEarly(): DomainError {
  return new DomainError('broken_photo', 'The file ends before its picture does: send the whole of it.');
}
