import { describe, expect, it } from '@jest/globals';
import { renderByline } from './byline.js';

const AUTHORS = new Map([
  ['1', { name: 'Núria Öztürk', slug: 'nuria-ozturk' }],
  ['2', { name: 'Bilal Khan', slug: 'bilal-khan' }],
  ['3', { name: 'Chen Wei', slug: 'chen-wei' }],
]);

function text(...ids: string[]): string | undefined {
  return renderByline({ authors: ids.map((authorId) => ({ authorId })) }, AUTHORS)?.text;
}

describe('a byline', () => {
  it('names its authors in their order', () => {
    expect(text('1')).toBe('By Núria Öztürk');
    expect(text('2', '1')).toBe('By Bilal Khan and Núria Öztürk');
    expect(text('3', '1', '2')).toBe('By Chen Wei, Núria Öztürk and Bilal Khan');
    expect(renderByline({ authors: [{ authorId: '2' }] }, AUTHORS)?.authors).toEqual([
      { name: 'Bilal Khan', slug: 'bilal-khan' },
    ]);
  });

  it('leaves out an author who is gone, and is none when all are', () => {
    expect(text('1', 'gone', '2')).toBe('By Núria Öztürk and Bilal Khan');
    expect(renderByline({ authors: [{ authorId: 'gone' }] }, AUTHORS)).toBeNull();
  });

  it('is the text as it was typed, without "By"', () => {
    expect(renderByline({ text: 'Our Correspondent' }, AUTHORS)).toEqual({
      text: 'Our Correspondent',
      authors: [],
    });
  });

  it('is nothing where nobody is named', () => {
    expect(renderByline(null, AUTHORS)).toBeNull();
  });
});
