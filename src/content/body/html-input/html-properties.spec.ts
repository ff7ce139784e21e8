import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bodyOf, sentBody } from '../../../../test/factories/bodies.js';
import { inheritWhereEqual } from '../../placements.js';
import { assignBlockIds } from '../block-ids.js';
import { bodyHtml } from '../body-html.js';
import type { BodyJson } from '../body-json.js';
import { parseBody } from '../parse-body.js';
import { keptFromBase } from './kept-from-base.js';
import { readBodyHtml, type ReadHtml } from './read-body-html.js';

const INHERITED = {
  photoId: null,
  description: 'Two ferries,\r\nat dawn',
  creditLine: 'Reuters',
  altText: 'Ferries',
  creator: [],
  copyrightNotice: null,
  renditions: null,
};
const OURS =
  /^<\/?(?:p|h[2-4]|blockquote|aside|ul|ol|li|hr|br|figure|figcaption|span|a|strong|em|s|sub|sup)(?: |>)/;

/** Every photo caption that is asked for is there. */
const resolved = {
  authors: new Map(),
  captions: Object.assign(new Map<string, typeof INHERITED>(), { get: () => INHERITED }),
  related: new Map(),
};

/** PostgreSQL gives the members of objects back by length and letter. */
function fromDatabase(body: BodyJson): BodyJson {
  const text = JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)))
      : value,
  );
  return JSON.parse(text) as BodyJson;
}

async function read(html: string): Promise<ReadHtml> {
  const result = await readBodyHtml(html);
  if ('fault' in result) throw new Error(result.fault.message);
  return result;
}

describe('any body', () => {
  const html = (body: Parameters<typeof bodyHtml>[0]): string =>
    bodyHtml(body, ({ caption, altText }) => ({
      caption: caption ?? INHERITED.description,
      credit: `— Photo by ${INHERITED.creditLine}`,
      altText: altText ?? INHERITED.altText,
      renditions: [],
    }));

  it('is the same after its HTML was sent back', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(sentBody, async (sent) => {
        const given = bodyOf(sent);
        const { body: base } = inheritWhereEqual(
          { body: assignBlockIds(given, null, () => `new-${(count += 1)}`) },
          resolved,
        );
        if (!base) throw new Error('There was a body.');
        const { body: parsed, warnings } = await read(html(base));
        const { body: settled } = inheritWhereEqual({ body: parsed }, resolved);
        const kept = keptFromBase(settled ?? null, fromDatabase(base), () => true);
        expect(kept?.content ?? []).toEqual(base.content);
        expect(warnings).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same HTML after it was read from it without a base, but for white space', async () => {
    await fc.assert(
      fc.asyncProperty(sentBody, async (sent) => {
        const { body: once } = await read(html(bodyOf(sent)));
        if (!once) return;
        const { body: twice } = await read(html(once));
        expect(twice).toEqual(once);
      }),
    );
  });
});

describe('any string', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom(
      ...'p div span b i a li ul ol table tr td svg math style script template select option textarea title'
        .split(' ')
        .flatMap((name) => [`<${name}>`, `</${name}>`, `<${name} `]),
    ),
    fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '=',
      '&',
      '&lt',
      '&#',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<br>',
      '<hr>',
    ),
    fc.constantFrom(
      'href=',
      'javascript:alert(1)',
      'style="display:none"',
      'onclick=x',
      'hidden',
      '<plaintext>',
    ),
    fc.constantFrom(
      '<p style="mso-list:l0 level2 lfo1">',
      '<aside class=pullquote>',
      '<figure>',
      '<pre>',
      '\n',
    ),
  );

  it('becomes a body by the schema or is refused; its HTML has tags of ours alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const result = await readBodyHtml(pieces.join(''));
        if ('fault' in result || !result.body) return;
        expect(parseBody(result.body)).toEqual({ body: result.body });
        const output = bodyHtml(result.body, () => null);
        for (const [tag] of output.matchAll(/<[^>]*>/g)) {
          expect(tag).toMatch(OURS);
          expect(tag).not.toMatch(/\son|style|javascript/i);
        }
        expect(output.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
      }),
      { numRuns: 1_000 },
    );
  });

  it('that is plain text keeps all its words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.stringMatching(/^[a-zé€𝄞]{1,9}$/u), { minLength: 1 }), async (words) => {
        const { body } = await read(words.join(' '));
        expect(body?.content).toMatchObject([{ content: [{ text: words.join(' ') }] }]);
      }),
    );
  });
});
