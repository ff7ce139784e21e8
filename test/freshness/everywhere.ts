import type { Agent } from 'node:http';
import { expect } from '@jest/globals';
import { type Answer, ask } from './ask.js';
import type { Instance } from './instance.js';
import { BOUND_MS } from './story.js';

/** What is to be seen of a change at each of the paths. */
export interface Visible {
  paths: readonly string[];
  shows: (answer: Answer) => boolean;
}

/** All processes, of which one makes changes. */
export class Everywhere {
  constructor(
    private readonly instances: readonly Instance[],
    private readonly through: Instance,
    private readonly agent: Agent,
  ) {}

  /**
   * Has every process asked for the paths, so that it has a copy that can be old; makes the change, and expects it to be seen
   * at once where it was made, and elsewhere by whoever asks a second later or more; from then on by everybody.
   */
  async sees(change: () => Promise<unknown>, { paths, shows }: Visible): Promise<void> {
    const places = this.instances.flatMap((instance) => paths.map((path) => ({ instance, path })));
    for (const { instance, path } of [...places, ...places]) {
      expect([path, shows(await this.ask(instance, path))]).toEqual([path, false]);
    }
    await change();
    const at = performance.now();
    for (const path of paths) {
      expect([path, shows(await this.ask(this.through, path))]).toEqual([path, true]);
    }
    for (const { instance, path } of places) {
      let askedAt = performance.now();
      while (!shows(await this.ask(instance, path))) {
        expect([path, askedAt - at > BOUND_MS]).toEqual([path, false]);
        askedAt = performance.now();
      }
      expect([path, shows(await this.ask(instance, path))]).toEqual([path, true]);
    }
  }

  private async ask(instance: Instance, path: string): Promise<Answer> {
    return ask(instance.url + path, { agent: this.agent });
  }
}
