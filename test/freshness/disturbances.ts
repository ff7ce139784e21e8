import { expect } from '@jest/globals';
import { becomes } from '../harness/becomes.js';
import type { Chance } from './chance.js';
import type { Instance } from './instance.js';
import type { Notices } from './notices.js';

/** What happens to the processes while they are asked. `unheard` resolves once enough was judged while nobody can be told. */
export function disturbances(
  instances: readonly Instance[],
  notices: Notices,
  chance: Chance,
  unheard: () => Promise<void>,
): (() => Promise<void>)[] {
  const victims = chance.shuffled(instances);
  const kill = async (): Promise<void> => await victims.pop()?.killedAndStarted();
  const cut = async (): Promise<void> => {
    expect(await notices.cut()).toBe(instances.length);
    await becomes(async () => notices.count(), instances.length);
  };
  const hold = async (during: () => Promise<void>): Promise<void> => {
    await notices.withoutAny(async () => {
      await during();
      await unheard();
      expect(await notices.count()).toBe(0);
    });
    await becomes(async () => notices.count(), instances.length);
  };
  return chance.shuffled([cut, cut, kill, async () => hold(async () => {}), async () => hold(kill)]);
}
