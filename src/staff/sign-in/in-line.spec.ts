import { describe, expect, it } from '@jest/globals';
import { InLine } from './in-line.js';

describe('standing in line', () => {
  it('runs what has one name in order and alone, also after a failure', async () => {
    const line = new InLine();
    const log: string[] = [];
    async function step(name: string): Promise<string> {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 2));
      log.push(`${name} ends`);
      if (name === 'a') throw new Error('a failed');
      return name;
    }
    const results = await Promise.allSettled(
      ['a', 'b', 'c'].map((name) => line.run('same', () => step(name))),
    );
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('lets different names run at once', async () => {
    const line = new InLine();
    let open: (() => void) | undefined;
    const blocked = line.run('one', () => new Promise<void>((resolve) => (open = resolve)));
    await expect(line.run('other', () => Promise.resolve('through'))).resolves.toBe('through');
    open?.();
    await blocked;
  });
});
