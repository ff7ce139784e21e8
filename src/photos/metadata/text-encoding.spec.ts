import { describe, expect, it } from '@jest/globals';
import { decodeText } from './text-encoding.js';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('text of unknown encoding', () => {
  it.each([
    ['UTF-8', Buffer.from('Zürich, „Urdu“ اردو'), false, 'Zürich, „Urdu“ اردو'],
    ['Latin-1', latin1('Zürich, café'), false, 'Zürich, café'],
    ['Windows-1252', Buffer.from([0x93, 0x61, 0x94, 0x80]), false, '“a”€'],
    ['a last letter of Latin-1', latin1('caf\xe9'), false, 'café'],
    ['UTF-8 that a limit cut through', Buffer.from('née é').subarray(0, -1), false, 'née '],
    ['such UTF-8 that is declared', Buffer.from('caf\xe9').subarray(0, -1), true, 'caf'],
    ['Latin-1 that is declared as UTF-8', latin1('Zürich'), true, 'Zürich'],
    ['nothing', Buffer.alloc(0), true, ''],
  ])('is read: %s', (_what, bytes, declared, text) => {
    expect(decodeText(bytes, declared)).toBe(text);
  });
});
