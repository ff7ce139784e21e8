import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkedUrl } from './url.js';

describe('checkedUrl', () => {
  it.each([
    'https://example.com',
    'https://example.com/',
    'http://example.com:8080/a/b?c=d&e#f',
    'https://example.com/it%E2%80%99s',
    'mailto:letters@example.com',
    'mailto:?subject=Letter',
    'tel:+92-51-1234567',
    '/',
    '/opinion/editorial?page=2#top',
  ])('stores %s as it was written', (url) => {
    expect(checkedUrl(url)).toBe(url);
  });

  it.each([
    ['HTTPS://Example.COM/A', 'https://example.com/A'],
    ['https://example.com/a/../b', 'https://example.com/b'],
    ['https://example.com/خبر', 'https://example.com/%D8%AE%D8%A8%D8%B1'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['https:example.com', 'https://example.com/'],
    ['https:/\\example.com', 'https://example.com/'],
    ['https://a.example\\@b.example', 'https://a.example/@b.example'],
    ['/a/../b', '/b'],
    ['/x"onmouseover="y', '/x%22onmouseover=%22y'],
  ])('stores what a browser would make of %s', (written, stored) => {
    expect(checkedUrl(written)).toBe(stored);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript\u200b:alert(1)',
    'javascript&colon;alert(1)',
    'feed:javascript:alert(1)',
    'view-source:javascript:alert(1)',
    'vbscript:msgbox(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://example.com/1',
    'file:///etc/passwd',
    'ftp://example.com/',
    'ws://example.com/',
    'about:blank',
  ])('refuses the scheme of %j', (url) => {
    expect(checkedUrl(url)).toBeNull();
  });

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/..//evil.example',
    '/./\\evil.example',
  ])('refuses %j, which leads to another host', (url) => {
    expect(checkedUrl(url)).toBeNull();
  });

  it.each([
    '',
    ' ',
    'example.com',
    'a/b',
    './a',
    '../a',
    '#a',
    '?a',
    'https://',
    'https://exa mple.com/',
    'https://example.com/a b',
    'https://example.com/\u00a0',
    'https://example.com/\u0085',
    'https://example.com/\ud800',
    'https://example.com/\0',
    'https://example.com:99999/',
    'mailto:',
    'tel:',
  ])('refuses %j', (url) => {
    expect(checkedUrl(url)).toBeNull();
  });

  it('refuses what is too long, before or after it was parsed', () => {
    const start = 'https://example.com/';
    expect(checkedUrl(start + 'a'.repeat(2_048 - start.length))).not.toBeNull();
    expect(checkedUrl(start + 'a'.repeat(2_049 - start.length))).toBeNull();
    expect(checkedUrl(start + 'خ'.repeat(400))).toBeNull();
  });

  it('takes no path where a whole URL is wanted', () => {
    expect(checkedUrl('/opinion', { rootRelative: false })).toBeNull();
    expect(checkedUrl('https://example.com/opinion', { rootRelative: false })).not.toBeNull();
  });

  it('never stores what a browser takes for another scheme or host, and changes nothing the second time', () => {
    const page = 'https://newsroom.example/story';
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      ':',
      '@',
      '?',
      '#',
      'a',
      'http',
      'https',
      'javascript',
      'mailto',
      'tel',
      '[',
      '"',
      '%2f',
      '<',
    );
    const written = fc.oneof(
      fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join('')),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(written, (url) => {
        const stored = checkedUrl(url);
        if (stored === null) return;
        const seen = new URL(stored, page);
        expect(['http:', 'https:', 'mailto:', 'tel:']).toContain(seen.protocol);
        if (stored.startsWith('/')) expect(seen.origin).toBe(new URL(page).origin);
        expect(stored).not.toMatch(/[\s\p{Cc}]/u);
        expect(checkedUrl(stored)).toBe(stored);
      }),
      { numRuns: 2_000 },
    );
  });
});
