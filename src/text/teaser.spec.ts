import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leastProcessorTime } from '../../test/harness/processor-time.js';
import { teaser } from './teaser.js';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const length = (text: string) => [...graphemes.segment(text)].length;

describe('teaser', () => {
  it('is the standfirst', () => {
    expect(teaser('The standfirst.', 'The lede.')).toBe('The standfirst.');
  });

  it.each([null, '', ' \n '])('is the lede where the standfirst is %j', (standfirst) => {
    expect(teaser(standfirst, 'The lede.')).toBe('The lede.');
  });

  it('is null where there is neither', () => {
    expect(teaser(null, null)).toBeNull();
    expect(teaser(' ', '\n')).toBeNull();
  });

  it('stays whole up to 200 graphemes, however many code units they have', () => {
    const exactly = `${'a'.repeat(99)} ${'👩‍👩‍👧‍👦'.repeat(100)}`;
    expect(length(exactly)).toBe(200);
    expect(teaser(null, exactly)).toBe(exactly);
  });

  it('keeps the punctuation of what stays whole', () => {
    expect(teaser(null, 'Is it over? “No!”')).toBe('Is it over? “No!”');
  });

  it('is cut after a whole word', () => {
    expect(teaser(null, 'word '.repeat(60))).toBe(`${'word '.repeat(40).trim()}…`);
    expect(teaser(null, `${'a'.repeat(195)} bcd efg hij`)).toBe(`${'a'.repeat(195)} bcd…`);
  });

  it('keeps a word that ends exactly at the limit', () => {
    expect(teaser(null, `${'a'.repeat(196)} bcd efg`)).toBe(`${'a'.repeat(196)} bcd…`);
    expect(teaser(null, `${'a'.repeat(196)} bcde fg`)).toBe(`${'a'.repeat(196)}…`);
  });

  it('never cuts inside a hyphenated word or after an apostrophe', () => {
    expect(teaser(null, `${'a'.repeat(190)} state-of-the-art x`)).toBe(`${'a'.repeat(190)}…`);
    expect(teaser(null, `${'a'.repeat(194)} Gaza’s x`)).toBe(`${'a'.repeat(194)}…`);
  });

  it.each([',', '.', ';', ' —', '.”', '?)', ' (', '…', '...'])('drops a trailing %s', (punctuation) => {
    expect(teaser(null, `${'a'.repeat(190)} b${punctuation} ${'c'.repeat(50)}`)).toBe(
      `${'a'.repeat(190)} b…`,
    );
  });

  it('keeps a per cent sign, which is no punctuation', () => {
    expect(teaser(null, `${'a'.repeat(190)} by 50%, ${'c'.repeat(50)}`)).toBe(`${'a'.repeat(190)} by 50%…`);
  });

  it('cuts one overlong word at the limit', () => {
    expect(teaser(null, 'x'.repeat(300))).toBe(`${'x'.repeat(200)}…`);
    expect(teaser(null, '—'.repeat(300))).toBe(`${'—'.repeat(200)}…`);
  });

  it('cuts Chinese between words, although it has no spaces', () => {
    expect(teaser(null, '北京'.repeat(99) + '新华社'.repeat(50))).toBe(`${'北京'.repeat(99)}…`);
  });

  it('is one line', () => {
    expect(teaser(null, 'One\r\ntwo\nthree')).toBe('One two three');
  });

  it('is a whole beginning of the text in at most 200 graphemes and the dots', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400, size: 'max' }),
      fc.lorem({ maxCount: 80 }),
      fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 60 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const cut = teaser(null, text);
        const line = text.replace(/[\r\n\u2028\u2029]+/g, ' ').trim();
        if (line === '') expect(cut).toBeNull();
        else if (length(line) <= 200) expect(cut).toBe(line);
        else {
          expect(cut?.endsWith('…')).toBe(true);
          expect(line.startsWith(cut?.slice(0, -1) ?? '?')).toBe(true);
          expect(length(cut ?? '')).toBeLessThanOrEqual(201);
          expect(length(cut ?? '')).toBeGreaterThan(1);
        }
      }),
    );
  });

  it('takes its time from the beginning of a long text only', async () => {
    const least = await leastProcessorTime(3_000, () => {
      for (const unit of ['a', 'a ', '. ', 'e\u0301\u0301', '北']) teaser(null, unit.repeat(500_000));
      teaser(null, `a${'\u0301'.repeat(1_000_000)}`);
    });
    expect(least).toBeLessThan(3_000);
  });
});
