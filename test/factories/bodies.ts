import fc from 'fast-check';
import type { BodyJson } from '../../src/content/body/body-json.js';
import { parseBody } from '../../src/content/body/parse-body.js';

/** Any text in whole characters. */
export const text = fc.string({ unit: 'grapheme', minLength: 1 });
export const id = fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
const url = fc.constantFrom('https://example.com', '/opinion', 'mailto:a@b.example', 'HTTPS://Example.com/ä');
export const marks = fc
  .uniqueArray(fc.constantFrom('strong', 'em', 'link', 'strike', 'sub', 'sup'))
  .chain((types) =>
    fc.tuple(
      ...types.map((type) =>
        type === 'link'
          ? fc.record({ type: fc.constant(type), attrs: fc.record({ href: url }) })
          : fc.constant({ type }),
      ),
    ),
  );
const inline = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('text'), text, marks }, { requiredKeys: ['type', 'text'] }),
    fc.record({ type: fc.constant('hardBreak'), marks }, { requiredKeys: ['type'] }),
  ),
  { maxLength: 4 },
);

/** Bodies as well-meaning clients send them: complete or not, in any order of marks. */
export const { body: sentBody } = fc.letrec((tie) => {
  const block = (
    type: string,
    content?: fc.Arbitrary<unknown>,
    attrs: Record<string, fc.Arbitrary<unknown>> = {},
  ) =>
    fc.record({
      type: fc.constant(type),
      attrs: fc.record({ id, ...attrs }),
      ...(content ? { content } : {}),
    });
  const some = (of: fc.Arbitrary<unknown>) => fc.array(of, { minLength: 1, maxLength: 3 });
  const paragraph = block('paragraph', inline);
  return {
    body: fc.record({ type: fc.constant('doc'), content: fc.array(tie('block'), { maxLength: 6 }) }),
    block: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'block' },
      paragraph,
      block('heading', inline, { level: fc.constantFrom(2, 3, 4) }),
      block('horizontalRule'),
      block('embed', undefined, { url }),
      block('photo', undefined, {
        photoCaptionId: fc.uuid(),
        caption: fc.option(text),
        altText: fc.option(text),
      }),
      block('pullquote', some(paragraph)),
      block('blockquote', some(tie('block'))),
      block('bulletList', some(tie('item'))),
      block('orderedList', some(tie('item'))),
    ),
    item: block(
      'listItem',
      fc.tuple(paragraph, fc.array(tie('block'), { maxLength: 1 })).map(([a, b]) => [a, ...b]),
    ),
  };
});

/** The body in canonical form; throws where it is none. */
export function bodyOf(sent: unknown): BodyJson {
  const parsed = parseBody(sent);
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.body;
}
