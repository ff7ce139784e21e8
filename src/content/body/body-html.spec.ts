import { describe, expect, it } from '@jest/globals';
import { bodyHtml, type Figure } from './body-html.js';
import type { BlockJson, InlineJson, MarkJson } from './body-json.js';
import type { PhotoPlacement } from './body-text.js';

const id = null;
const text = (value: string, ...marks: MarkJson[]): InlineJson => ({ type: 'text', text: value, marks });
const p = (...content: InlineJson[]) => ({ type: 'paragraph' as const, attrs: { id }, content });
const link = (href: string): MarkJson => ({ type: 'link', attrs: { href } });
const em: MarkJson = { type: 'em' };
const strong: MarkJson = { type: 'strong' };
const photo: BlockJson = {
  type: 'photo',
  attrs: { id: 'b1', photoCaptionId: 'c1', caption: 'Left', altText: null, crop: null },
};
const link640 = (url: string) => ({ name: 'small', url, width: 640, height: 426, mediaType: 'image/jpeg' });
const figure: Figure = {
  caption: 'The bridge.',
  credit: '— Photo by Reuters',
  altText: 'A bridge',
  renditions: [link640('https://cdn.example/1.jpg')],
};

const html = (...content: BlockJson[]) => bodyHtml({ type: 'doc', content }, () => figure);
const photoHtml = (shown: Figure | null) => bodyHtml({ type: 'doc', content: [photo] }, () => shown);

describe('bodyHtml', () => {
  it('writes texts, headings and rules', () => {
    expect(
      html(
        { type: 'heading', attrs: { id: 'h', level: 3 }, content: [text('Talks')] },
        p(text('One'), { type: 'hardBreak' }, text('two — “it’s”')),
        { type: 'horizontalRule', attrs: { id } },
      ),
    ).toBe('<h3>Talks</h3><p>One<br>two — “it’s”</p><hr>');
  });

  it('writes quotes', () => {
    expect(
      html(
        { type: 'blockquote', attrs: { id }, content: [p(text('a')), p(text('b'))] },
        { type: 'pullquote', attrs: { id }, content: [p(text('c'))] },
      ),
    ).toBe('<blockquote><p>a</p><p>b</p></blockquote><aside class="pullquote"><p>c</p></aside>');
  });

  it('writes lists, with paragraphs only in items of several blocks', () => {
    const inner: BlockJson = {
      type: 'orderedList',
      attrs: { id },
      content: [{ type: 'listItem', attrs: { id }, content: [p(text('c'))] }],
    };
    expect(
      html({
        type: 'bulletList',
        attrs: { id },
        content: [
          { type: 'listItem', attrs: { id }, content: [p(text('a'))] },
          { type: 'listItem', attrs: { id }, content: [p(text('b')), inner] },
        ],
      }),
    ).toBe('<ul><li>a</li><li><p>b</p><ol><li>c</li></ol></li></ul>');
  });

  it('leaves blank blocks out, and what holds nothing else', () => {
    expect(
      html(p(), p(text(' ')), p({ type: 'hardBreak' }), {
        type: 'bulletList',
        attrs: { id },
        content: [{ type: 'listItem', attrs: { id }, content: [p()] }],
      }),
    ).toBe('');
  });

  it('keeps a mark that goes on as one element', () => {
    const to = link('https://example.com/');
    expect(html(p(text('a', to), text('b', to, strong), text('c', to), text('d')))).toBe(
      '<p><a href="https://example.com/" rel="noopener">a<strong>b</strong>c</a>d</p>',
    );
    expect(html(p(text('a', em), text('b', strong, em), text('c', strong)))).toBe(
      '<p><em>a</em><strong><em>b</em>c</strong></p>',
    );
    expect(html(p(text('a', link('/a')), text('b', link('/b'))))).toBe(
      '<p><a href="/a">a</a><a href="/b">b</a></p>',
    );
  });

  it('writes all marks', () => {
    expect(
      html(p(text('a', { type: 'strike' }), text('b', { type: 'sub' }), text('c', { type: 'sup' }))),
    ).toBe('<p><s>a</s><sub>b</sub><sup>c</sup></p>');
  });

  it.each([
    ['/opinion', '<a href="/opinion">'],
    ['mailto:a@b.example', '<a href="mailto:a@b.example">'],
    ['http://example.com/', '<a href="http://example.com/" rel="noopener">'],
  ])('a link to %s is %s', (href, tag) => {
    expect(html(p(text('a', link(href))))).toBe(`<p>${tag}a</a></p>`);
  });

  it('writes an embed as a link', () => {
    expect(html({ type: 'embed', attrs: { id, url: 'https://video.example/?a=1&b=2' } })).toBe(
      '<p class="embed"><a href="https://video.example/?a=1&amp;b=2" rel="noopener">https://video.example/?a=1&amp;b=2</a></p>',
    );
  });
});

describe('a photo in the body', () => {
  it('is a figure with caption and credit', () => {
    expect(photoHtml(figure)).toBe(
      '<figure data-photo-caption-id="c1">' +
        '<img src="https://cdn.example/1.jpg" alt="A bridge" width="640" height="426" loading="lazy">' +
        '<figcaption>The bridge. <span class="credit">— Photo by Reuters</span></figcaption></figure>',
    );
  });

  it('offers its sizes in each format, each width once, and falls back on the last', () => {
    const rendition = (name: string, ending: string, width: number) => ({
      name,
      url: `https://cdn.example/${name}.${ending}`,
      width,
      height: width / 2,
      mediaType: `image/${ending}`,
    });
    const shown = photoHtml({
      ...figure,
      renditions: [
        rendition('small', 'webp', 640),
        rendition('small', 'jpeg', 640),
        rendition('medium', 'webp', 900),
        rendition('medium', 'jpeg', 900),
        rendition('large', 'webp', 900),
        rendition('large', 'jpeg', 900),
      ],
    });
    expect(shown).toContain(
      '<picture><source type="image/webp" srcset="https://cdn.example/small.webp 640w, https://cdn.example/large.webp 900w">' +
        '<img src="https://cdn.example/medium.jpeg" srcset="https://cdn.example/small.jpeg 640w, https://cdn.example/large.jpeg 900w"' +
        ' alt="A bridge" width="900" height="450" loading="lazy"></picture>',
    );
  });

  it('has no image while there is none', () => {
    expect(photoHtml({ ...figure, renditions: [] })).toBe(
      '<figure data-photo-caption-id="c1"><figcaption>The bridge. <span class="credit">— Photo by Reuters</span></figcaption></figure>',
    );
  });

  it('is left out where it has no figure', () => {
    expect(photoHtml(null)).toBe('');
  });

  it('asks for its figure with the placement', () => {
    const asked: PhotoPlacement[] = [];
    const body = {
      type: 'doc' as const,
      content: [{ type: 'blockquote' as const, attrs: { id }, content: [photo] }],
    };
    expect(bodyHtml(body, (placement) => (asked.push(placement), null))).toBe('');
    expect(asked).toEqual([
      {
        photoCaptionId: 'c1',
        caption: 'Left',
        altText: null,
        crop: null,
        blockId: 'b1',
        pointer: '/content/0/content/0',
      },
    ]);
  });
});

describe('what could be an attack', () => {
  const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&`;
  const escaped =
    '&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&amp;';

  it('is text in a text', () => {
    expect(html(p(text(attack)))).toBe(
      `<p>${escaped.replaceAll('&quot;', '"').replaceAll('&#39;', "'")}</p>`,
    );
  });

  it('is text in each part of a figure', () => {
    const shown = photoHtml({
      caption: attack,
      credit: attack,
      altText: attack,
      renditions: figure.renditions,
    });
    expect(shown).toContain(`alt="${escaped}"`);
    expect(shown.match(/<[a-z]+/g)).toEqual(['<figure', '<img', '<figcaption', '<span']);
  });

  it('does not come with the id of a photo caption', () => {
    const attrs = { ...photo.attrs, photoCaptionId: attack, caption: null, altText: null };
    expect(html({ type: 'photo', attrs })).toContain(`data-photo-caption-id="${escaped}"`);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'java\nscript:alert(1)'])(
    'does not come with the URL %j, even where it was stored',
    (url) => {
      expect(html(p(text('a', link(url))))).toBe('<p><a>a</a></p>');
      expect(html({ type: 'embed', attrs: { id, url } })).not.toContain('href');
      expect(photoHtml({ ...figure, renditions: [link640(url)] })).not.toContain('<img');
    },
  );

  it('stays inside its attribute', () => {
    expect(html(p(text('a', link('mailto:"><b>\'@x.example'))))).toBe(
      '<p><a href="mailto:&quot;&gt;&lt;b&gt;&#39;@x.example">a</a></p>',
    );
  });

  it('finds no control characters to hide behind', () => {
    expect(html(p(text('<\u0000scr\u0008ipt\u0085>\ta\nb')))).toBe('<p>&lt;script&gt;\ta\nb</p>');
  });
});
