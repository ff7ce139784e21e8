import { describe, expect, it } from '@jest/globals';
import { RecentChanges } from './recent-changes.js';
import { EVERY_LIST } from './topics.js';

function changes(...topics: string[]): RecentChanges {
  const made = new RecentChanges();
  for (const [index, topic] of topics.entries()) {
    made.note({ generation: index + 1, topics: new Set([topic]) });
  }
  return made;
}

describe('recent changes', () => {
  it('spare what rests on nothing of theirs, or has seen them', () => {
    const made = changes('a', 'b', 'a');
    const spared = (topics: string[], at: number): boolean => made.haveSpared({ topics }, at);
    expect([spared(['a', 'c'], 2), spared(['a', 'c'], 3)]).toEqual([false, true]);
    expect([spared(['c', 'b'], 1), spared(['c', 'b'], 2)]).toEqual([false, true]);
    expect([spared(['c'], 0), spared([], 0)]).toEqual([true, true]);
    expect([made.haveSpared({ itemId: 'b' }, 1), made.haveSpared({ itemId: 'b' }, 2)]).toEqual([false, true]);
  });

  it('of every list spare the documents', () => {
    const made = changes(EVERY_LIST);
    expect([made.haveSpared({ topics: [] }, 0), made.haveSpared({ topics: [] }, 1)]).toEqual([false, true]);
    expect(made.haveSpared({ itemId: 'a' }, 0)).toBe(true);
  });

  it('are not known to have spared what is older than they', () => {
    const made = changes(...Array.from({ length: 1_200 }, (_, n) => `topic ${n % 300}`));
    expect([made.haveSpared({ topics: [] }, 199), made.haveSpared({ topics: [] }, 200)]).toEqual([
      false,
      true,
    ]);
    // Changed 101st and 401st, 701st, 1,001st.
    expect(made.haveSpared({ topics: ['topic 100'] }, 1_000)).toBe(false);
    expect(made.haveSpared({ topics: ['topic 100'] }, 1_001)).toBe(true);
  });

  it('that were missed spare nothing that came before', () => {
    const made = changes('a');
    made.forget(7);
    expect([made.haveSpared({ itemId: 'b' }, 6), made.haveSpared({ itemId: 'a' }, 7)]).toEqual([false, true]);
    made.note({ generation: 8, topics: new Set(['a']) });
    expect(made.haveSpared({ itemId: 'a' }, 7)).toBe(false);
  });
});
