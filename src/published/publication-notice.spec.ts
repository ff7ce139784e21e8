import { describe, expect, it } from '@jest/globals';
import { readNotice } from './publication-notice.js';

const ID = '01990000-0000-7000-8000-000000000001';

describe('a notice', () => {
  it('says into which lists an item comes', () => {
    const lists = { sections: [ID], authors: [], tags: ['night ferries', 'a "b"'], isCorrected: false };
    expect(readNotice(`17 article ${ID} ${JSON.stringify(lists)}`)).toEqual({
      generation: 17,
      change: { item: { id: ID, kind: 'article' }, comesInto: lists },
    });
  });

  it('says that an item comes into none', () => {
    expect(readNotice(`17 photo_caption ${ID} null`)).toEqual({
      generation: 17,
      change: { item: { id: ID, kind: 'photo_caption' }, comesInto: null },
    });
  });

  it('means all lists where it names none', () => {
    const change = { item: { id: ID, kind: 'editorial' }, comesInto: 'any' };
    expect(readNotice(`17 editorial ${ID}`)).toEqual({ generation: 17, change });
  });

  it('means all lists where it is about no item, or one of a kind that is not known here', () => {
    const change = { item: null, comesInto: 'any' };
    expect(readNotice('17 * *')).toEqual({ generation: 17, change });
    expect(readNotice(`17 podcast ${ID} null`)).toEqual({ generation: 17, change });
  });

  it('is nothing else', () => {
    for (const payload of ['', 'x', '17', 'article 17 x']) expect(readNotice(payload)).toBeNull();
  });
});
