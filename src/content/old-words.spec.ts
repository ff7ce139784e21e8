import { describe, expect, it } from '@jest/globals';
import { oldPhrases, stillSaid } from './old-words.js';

describe('what a caption said before and says no more', () => {
  it.each([
    [['Jhon Weaver at the pier.'], 'John Weaver at the pier.', ['Jhon']],
    [['A ferry with 40 people.'], 'A ferry with 38 people.', ['40']],
    // Each step counts, also where a later one changed nothing of it.
    [['Jhon Weaver at dawn.', 'John Weaver at dawn.'], 'John Weaver, at dawn.', ['Jhon']],
    [['Minister Ana Ruiz speaks.'], 'Ana Ruiz, a minister, speaks.', []],
    // What came back is not old.
    [['The pier.', 'The quay.'], 'The pier.', ['quay']],
    [['It is on the pier'], 'It was at the pier', []],
    [[], 'Anything.', []],
  ])('%j, then %j', (before, now, phrases) => {
    expect(oldPhrases(before, now)).toEqual(phrases);
  });

  it('is found in another text as whole words, in any case', () => {
    expect(stillSaid('(above) JHON weaver', ['Jhon', '40'])).toEqual(['Jhon']);
    expect(stillSaid('Jhonny at 401', ['Jhon', '40'])).toEqual([]);
    expect(stillSaid('Forty, 40.', ['40'])).toEqual(['40']);
  });
});
