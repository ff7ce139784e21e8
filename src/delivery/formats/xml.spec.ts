import { describe, expect, it } from '@jest/globals';
import { SaxesParser } from 'saxes';
import { element, escaped, textElement, xmlDocument } from './xml.js';

/** What a strict parser reads: the text, and the attributes of all elements. */
function read(xml: string): { text: string; attributes: Record<string, string> } {
  const parser = new SaxesParser({ xmlns: false });
  const found = { text: '', attributes: {} };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (text) => (found.text += text));
  parser.on('opentag', ({ attributes }) => Object.assign(found.attributes, attributes));
  parser.write(xml).close();
  return { ...found, text: found.text.trim() };
}

const HOSTILE = 'a]]>b & &amp; <c> "d" \'e\' --> <!-- <?x ?> 👩‍💻 שלום \u202e\u200d';

describe('XML', () => {
  it('gives back what was put in', () => {
    const xml = xmlDocument(element('a', { b: HOSTILE, c: 3, d: null }, HOSTILE));
    expect(read(xml)).toEqual({ text: HOSTILE, attributes: { b: HOSTILE, c: '3' } });
  });

  it('nests elements and never takes text for one', () => {
    expect(element('a', {}, textElement('b', '<c/>'), element('d', {}))).toEqual({
      xml: '<a><b>&lt;c/&gt;</b><d/></a>',
    });
  });

  it('leaves out what XML cannot say', () => {
    const unwritable = ['\0', '\u0008', '\u000b', '\u001f', '\ufffe', '\uffff', '\ud800', '\udc00'];
    for (const sign of unwritable) expect(escaped(`a${sign}b`)).toBe('ab');
    expect(read(xmlDocument(textElement('a', unwritable.join('x')))).text).toBe('xxxxxxx');
    expect(read(xmlDocument(textElement('a', 'a\r\nb\tc'))).text).toBe('a\r\nb\tc');
  });
});
