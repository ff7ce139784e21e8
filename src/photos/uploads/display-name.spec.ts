import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attachmentHeader, displayName, downloadName } from './display-name.js';

describe('displayName', () => {
  it('is one line of visible text, never long, never a path, for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (sent) => {
        const name = displayName(sent);
        expect(name).toMatch(/^[^\p{Cc}/\\]+$/u);
        expect(name).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|^\./u);
        expect([...name].length).toBeLessThanOrEqual(200);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });

  it('keeps the extension of what is cut', () => {
    expect(displayName(`${'a'.repeat(300)}.jpeg`)).toMatch(/^a{194}….jpeg$/);
  });
});

describe('downloadName', () => {
  it.each([
    ['a.jpg', 'image/jpeg', 'a.jpg'],
    ['a.JPEG', 'image/jpeg', 'a.JPEG'],
    ['a.png', 'image/jpeg', 'a.png.jpg'],
    ['page.html', 'image/avif', 'page.html.avif'],
    ['a:b?.tif', 'image/tiff', 'a_b_.tif'],
    ['photo', 'image/webp', 'photo.webp'],
  ] as const)('of %s as %s is %s', (name, mediaType, saved) => {
    expect(downloadName(name, mediaType)).toBe(saved);
  });
});

describe('attachmentHeader', () => {
  it('fits a header, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (sent) => {
        expect(attachmentHeader(displayName(sent))).toMatch(
          /^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''[\w.!~%-]*$/,
        );
      }),
    );
  });
});
