import { describe, expect, it } from '@jest/globals';
import { excerptsHtml, MARKS, markedHtml, withoutMarks } from './marked-text.js';

const { start, end, between } = MARKS;

describe('what was found, as HTML', () => {
  it('is marked, and nothing else of it is a tag', () => {
    expect(markedHtml(`<b>Fish & ${start}chips${end}</b> "on" 'us'`)).toBe(
      '&lt;b&gt;Fish &amp; <mark>chips</mark>&lt;/b&gt; &quot;on&quot; &#39;us&#39;',
    );
  });

  it('leaves excerpts out in which there is nothing', () => {
    expect(excerptsHtml(`one ${start}two${end}\n\nthree${between}four${between}${start}five${end}`)).toEqual([
      'one <mark>two</mark> three',
      '<mark>five</mark>',
    ]);
    expect(excerptsHtml('')).toEqual([]);
  });

  it('takes nobody else’s marks for its own', () => {
    expect(withoutMarks(`a${start}b${end}c${between}d`)).toBe('abcd');
  });
});
