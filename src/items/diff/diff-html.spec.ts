import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffHtml } from './diff-html.js';
import { diffBodies } from '../../content/diff/body-diff.js';
import { doc, paragraph } from '../../../test/factories/edits.js';

const hostile = fc
  .array(
    fc.constantFrom('<', '>', '&', '"', "'", '</ins>', '<script>', 'a', ' ', '\n', '\u0000', '\u2028', '🙂'),
  )
  .map((parts) => parts.join(''));

describe('the diff as HTML', () => {
  it('has no tag but its own, whatever the content', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (from, to, url) => {
        const blocks = diffBodies(
          doc(paragraph('a', from), paragraph('b', to)),
          doc(paragraph('a', to), { type: 'embed', attrs: { id: 'e', url } }),
        );
        const html = diffHtml({ fields: [{ name: 'byline', from: { text: from }, to }], blocks });
        const own =
          /<\/?(section|table|tbody|tr|td|div|p|ins|del)>|<(section|table|div) class="diff[a-z-]*">|<th scope="row">byline<\/th>|<br>|<div data-block="[abe]" data-change="[a-z]+" data-type="[a-z]+">/g;
        expect(html.replaceAll(own, '')).not.toMatch(/[<>]/);
      }),
      { numRuns: 300 },
    );
  });

  it('is a page without changes where there are none', () => {
    expect(diffHtml({ fields: [], blocks: [] })).toBe('<section class="diff">\n</section>\n');
  });
});
