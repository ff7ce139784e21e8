import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { leastProcessorTime } from '../../../../test/harness/processor-time.js';
import { bodyHtml } from '../body-html.js';
import type { BodyJson } from '../body-json.js';
import { plainText } from '../body-text.js';
import { parseBody } from '../parse-body.js';
import { readBodyHtml, type ReadHtml } from './read-body-html.js';

const CORPUS = new URL('../../../../test/corpus/', import.meta.url);
const PHOTO = '0199c0de-0000-7000-8000-000000000001';

function corpus(name: string): string {
  return readFileSync(new URL(name, CORPUS), 'utf8');
}

async function read(html: string): Promise<ReadHtml> {
  const result = await readBodyHtml(html);
  if ('fault' in result) throw new Error(`${result.fault.code}: ${result.fault.message}`);
  return result;
}

function htmlOf(body: BodyJson | null): string {
  return body === null
    ? ''
    : bodyHtml(body, ({ caption, altText }) => ({
        caption: caption ?? '',
        credit: '',
        altText: altText ?? '',
        renditions: [],
      }));
}

async function became(html: string): Promise<string> {
  return htmlOf((await read(html)).body);
}

async function warned(html: string): Promise<string[]> {
  return (await read(html)).warnings.map(({ code, message }) => `${code} ${message}`);
}

describe('HTML', () => {
  it.each([
    ['', ''],
    ['plain text', '<p>plain text</p>'],
    ['<p>a<p>b', '<p>a</p><p>b</p>'],
    ['<div>a<div>b</div>c</div>', '<p>a</p><p>b</p><p>c</p>'],
    ['<b>a<p>b</p></b>c', '<p><strong>a</strong></p><p><strong>b</strong></p><p>c</p>'],
    ['<B>a</B><I>b</I><DEL>c</DEL><strike>d</strike>', '<p><strong>a</strong><em>b</em><s>cd</s></p>'],
    ['<a href=/x><b>a</b>b</a>', '<p><a href="/x"><strong>a</strong>b</a></p>'],
    ['<p>a</b>b<i>c</p>d', '<p>ab<em>c</em></p><p><em>d</em></p>'],
    ['<p> a\n <b> b </b> c </p>\n', '<p>a <strong>b </strong>c</p>'],
    ['<p>10&nbsp;000&nbsp;t</p><p>&nbsp;</p>', '<p>10\u00a0000\u00a0t</p>'],
    ['<p>a <br> b<br></p>', '<p>a<br>b</p>'],
    ['<p>a<br><br>b</p>', '<p>a<br><br>b</p>'],
    ['a<br> <br/>b<br>c', '<p>a</p><p>b<br>c</p>'],
    ['<li>a<li>b', '<p>a</p><p>b</p>'],
    ['<ul><li>a<ol><li>b</ol><li></ul>', '<ul><li><p>a</p><ol><li>b</li></ol></li></ul>'],
    ['<ul><li>a</li><ul><li>b</ul></ul>', '<ul><li><p>a</p><ul><li>b</li></ul></li></ul>'],
    ['<ul>a<li>b<p>c</ul>', '<ul><li>a</li><li><p>b</p><p>c</p></li></ul>'],
    ['<blockquote>a<blockquote><p>b', '<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>'],
    ['<h2><p>a</p></h2><h3>b<br>c</h3>', '<h2>a</h2><h3>b<br>c</h3>'],
    [
      '<aside class="pullquote"><p>a</aside><aside>b</aside>',
      '<aside class="pullquote"><p>a</p></aside><p>b</p>',
    ],
    ['a<hr>b', '<p>a</p><hr><p>b</p>'],
    ['he said <q>no</q>', '<p>he said “no”</p>'],
    ['<span style="font-weight:bold;FONT-STYLE:Italic">a</span>', '<p><strong><em>a</em></strong></p>'],
    ['<b style="font-weight:normal">a</b>', '<p>a</p>'],
    [
      '<p style="font-weight:700">a <span style="font-weight:400">b</span></p>',
      '<p><strong>a </strong>b</p>',
    ],
    ['&#147;a&#148; &amp b &notit;', '<p>“a” &amp; b ¬it;</p>'],
    ['<a name=x>a</a>', '<p>a</p>'],
    ['<a href=" https://e.example/a ">a</a>', '<p><a href="https://e.example/a" rel="noopener">a</a></p>'],
  ])('%s becomes %s, and nothing is lost', async (html, expected) => {
    const { body, warnings } = await read(html);
    expect(htmlOf(body)).toBe(expected);
    expect(warnings).toEqual([]);
  });

  it.each([
    [
      '<table><tr><td>a<td><b>b</b></table>',
      '<p>a</p><p><strong>b</strong></p>',
      'changed_html Changed: tables, once.',
    ],
    ['<h1>a</h1><h5>b</h5>', '<h2>a</h2><h4>b</h4>', 'changed_html Changed: headings, 2 times.'],
    ['<u>a</u>', '<p>a</p>', 'changed_html Changed: underlining (<u>), once.'],
    ['<pre>a\n  b\n</pre>', '<p>a<br>b</p>', 'changed_html Changed: preformatted text, once.'],
    ['<dl><dt>a<dd>b</dl>', '<p>a</p><p>b</p>', 'changed_html Changed: definition lists, once.'],
    [
      '<aside class=pullquote><h2>a</h2></aside>',
      '<aside class="pullquote"><p>a</p></aside>',
      'changed_html Changed: pull quotes',
    ],
    [
      '<x-card>a</x-card><x-b>b</x-b>',
      '<p>ab</p>',
      'changed_html Changed: elements that are not known, 2 times.',
    ],
    ['a<img src=x>', '<p>a</p>', 'dropped_html Left out: pictures (<img>), once. A photo is placed'],
    ['a<script>b</script>', '<p>a</p>', 'dropped_html Left out: scripts (<script>), once.'],
    ['a<iframe src=x>b</iframe>', '<p>a</p>', 'dropped_html Left out: frames (<iframe>), once.'],
    ['a<textarea>b</textarea>', '<p>a</p>', 'dropped_html Left out: form fields, once.'],
    [
      'a<p hidden>b</p><p style="display: none!important">c',
      '<p>a</p>',
      'dropped_html Left out: hidden text, 2 times.',
    ],
    ['<a href=page.html>a</a>', '<p>a</p>', 'dropped_html Left out: links to what no body links to, once.'],
    ['<figure><figcaption>a</figcaption></figure>', '<p>a</p>', 'changed_html Changed: figures'],
  ])('%s becomes %s, and says: %s', async (html, expected, message) => {
    expect(await became(html)).toBe(expected);
    const [warning, ...others] = await warned(html);
    expect(warning).toContain(message);
    expect(others).toEqual([]);
  });

  it('brings our own blocks back, with the ids that an editor has kept', async () => {
    const html =
      `<p data-block-id="b1">a</p><p data-block-id="no id">b</p><p class="embed"><a href="https://e.example/v">x</a></p>` +
      `<figure data-photo-caption-id="${PHOTO.toUpperCase()}"><img src="/x" alt="Pier &amp; sea"><figcaption>Two\nlines <span class="credit">— Photo by AP</span></figcaption></figure>`;
    expect((await read(html)).body?.content).toMatchObject([
      { type: 'paragraph', attrs: { id: 'b1' } },
      { type: 'paragraph', attrs: { id: null } },
      { type: 'embed', attrs: { url: 'https://e.example/v' } },
      {
        type: 'photo',
        attrs: { photoCaptionId: PHOTO, caption: 'Two\nlines', altText: 'Pier & sea', crop: null },
      },
    ]);
  });

  it.each(['word', 'google-docs', 'mail'])('pasted from %s becomes what was meant', async (name) => {
    expect(await became(corpus(`${name}.html`))).toBe(corpus(`${name}.expected.html`).replaceAll('\n', ''));
  });

  it('pasted from Word says what was left behind, once for each kind', async () => {
    const codes = await warned(corpus('word.html'));
    expect(codes.map((message) => message.replace(/^(\S+ [^,]*, [^.]*)\..*/, '$1'))).toEqual([
      'dropped_html Left out: style sheets (<style>), once',
      'changed_html Changed: headings, once',
      'dropped_html Left out: links to what no body links to, once',
      'changed_html Changed: underlining (<u>), once',
      'dropped_html Left out: comments of a word processor, 2 times',
      'changed_html Changed: tables, once',
      'dropped_html Left out: pictures (<img>), once',
    ]);
  });

  it.each([
    ['deep', '<div>'.repeat(100_000), 'too_deep'],
    ['deep lists', '<ul><li>a'.repeat(100), 'too_deep'],
    ['many', '<br>'.repeat(250_000), 'too_many_nodes'],
    ['many paragraphs', '<p>x'.repeat(20_000), 'too_many_nodes'],
    [
      'a photo caption too long',
      `<figure data-photo-caption-id=${PHOTO}><figcaption>${'x'.repeat(5001)}`,
      'too_long',
    ],
  ])('that is too much (%s) is refused', async (_, html, code) => {
    expect(await readBodyHtml(html)).toMatchObject({ fault: { code } });
  });
});

describe('hostile HTML', () => {
  const OURS =
    /^<(?:\/?(?:p|h[2-4]|blockquote|aside|ul|ol|li|hr|br|figure|figcaption|a|strong|em|s|sub|sup)|p class="embed"|aside class="pullquote"|a href="(?:https?:|mailto:|tel:|\/(?![/\\]))[^"<>\s]*"(?: rel="noopener")?|figure data-photo-caption-id="[0-9a-f-]{36}")>$/;

  const hostile: unknown = JSON.parse(corpus('hostile.json'));
  const texts = Array.isArray(hostile) ? hostile.filter((html) => typeof html === 'string') : [];

  it('has a corpus', () => {
    expect(texts.length).toBeGreaterThan(75);
  });

  it.each(texts)('%s becomes a body, and HTML of ours', async (html) => {
    const { body } = await read(html);
    if (body) expect(parseBody(body)).toEqual({ body });
    const output = htmlOf(body);
    for (const [tag] of output.matchAll(/<[^>]*>/g)) expect(tag).toMatch(OURS);
    expect(output.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
    if (html.includes('canary') && !/^<p title|^<p$|<object|<iframe/.test(html)) {
      expect(body ? plainText(body) + JSON.stringify(body) : '').toContain('canary');
    }
  });

  it.each([
    ['attributes', `<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}`).join(' ')}>x`],
    [
      'mis-nested formatting',
      `${'<b><i>'.repeat(150)}<p>${'<br>x'.repeat(5_000)}${'</b></i>'.repeat(40_000)}`,
    ],
    ['text in tables', `<table>${'<br>'.repeat(90_000)}`],
    ['quotes in quotes', `${'<aside class=pullquote>'.repeat(400)}${'<p>x'.repeat(9_000)}`],
    ['short texts', 'aaaaaaaa<i></i>'.repeat(49_000)],
    ['entities without an end', '&lt'.repeat(330_000)],
    ['comments', '<!--x-->'.repeat(120_000)],
    ['white space', ' '.repeat(1_000_000)],
    ['a style', `<p style="${'a:b;'.repeat(240_000)}">x`],
  ])('takes time in proportion to its size: %s', async (_, html) => {
    const least = await leastProcessorTime(2_000, async () => {
      await readBodyHtml(html);
    });
    expect(least).toBeLessThan(2_000);
  });
});
