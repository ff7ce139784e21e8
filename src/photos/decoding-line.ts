import { Injectable } from '@nestjs/common';
import { DomainError } from '../errors.js';

/** A picture of 50 million pixels takes up to 400 MB while it is decoded, and a core. */
const AT_ONCE = 2;
/** Hardly any client waits for longer. */
const PATIENCE_MS = 120_000;

/** Lets few pictures at a time be decoded, however many are sent or asked for: the others wait in line. */
@Injectable()
export class DecodingLine {
  private busy = 0;
  private readonly waiting: (() => void)[] = [];

  /** Does the work when it is its turn. Throws `unavailable` where that takes too long. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.turn();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.busy -= 1;
    }
  }

  private async turn(): Promise<void> {
    if (this.busy < AT_ONCE) {
      this.busy += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(impatience);
        resolve();
      };
      const impatience = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(begin), 1);
        reject(
          new DomainError('unavailable', 'Many pictures are being read or made right now. Try again later.'),
        );
      }, PATIENCE_MS);
      this.waiting.push(begin);
    });
  }
}
