import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Node } from 'prosemirror-model';
import { assignBlockIds } from './block-ids.js';
import { bodyHtml } from './body-html.js';
import { photoPlacements } from './body-text.js';
import { parseBody } from './parse-body.js';
import { bodySchema } from './schema.js';
import { walkBlocks } from './walk-blocks.js';
import { bodyOf, id, marks, sentBody, text } from '../../../test/factories/bodies.js';

describe('any well-meant body', () => {
  it('is read, and reading what came out changes nothing', () => {
    fc.assert(
      fc.property(sentBody, (sent) => {
        const body = bodyOf(sent);
        expect(JSON.stringify(bodyOf(JSON.parse(JSON.stringify(body))))).toBe(JSON.stringify(body));
      }),
    );
  });

  it('is what ProseMirror makes of it', () => {
    fc.assert(
      fc.property(sentBody, (sent) => {
        const body = bodyOf(sent);
        const node = Node.fromJSON(bodySchema, body);
        node.check();
        expect({ content: [], ...JSON.parse(JSON.stringify(node)) }).toEqual(body);
      }),
    );
  });

  it('gets an id for each block, keeps them at the next save, and gets them back where a client dropped them', () => {
    fc.assert(
      fc.property(sentBody, (sent) => {
        let count = 0;
        const newId = () => `new-${(count += 1)}`;
        const first = assignBlockIds(bodyOf(sent), null, newId);
        const ids = walkBlocks(first).map(({ block }) => block.attrs.id);
        expect(ids).not.toContain(null);
        expect(new Set(ids).size).toBe(ids.length);
        expect(assignBlockIds(first, null, newId)).toEqual(first);
        const bare = structuredClone(first);
        for (const { block } of walkBlocks(bare)) block.attrs.id = null;
        expect(assignBlockIds(bare, first, newId)).toEqual(first);
      }),
    );
  });

  it('is HTML whose tags are balanced and ours', () => {
    fc.assert(
      fc.property(sentBody, text, (sent, caption) => {
        const html = bodyHtml(bodyOf(sent), () => ({
          caption,
          credit: caption,
          altText: caption,
          renditions: [],
        }));
        const open: string[] = [];
        for (const [, end, name = ''] of html.matchAll(/<(\/?)([^ >]*)[^>]*>/g)) {
          expect(name).toMatch(
            /^(p|h[2-4]|blockquote|aside|ul|ol|li|hr|br|figure|figcaption|span|a|strong|em|s|sub|sup)$/,
          );
          if (end) expect(open.pop()).toBe(name);
          else if (name !== 'hr' && name !== 'br') open.push(name);
        }
        expect(open).toEqual([]);
        expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
      }),
    );
  });

  it('has a pointer for each photo that leads to it', () => {
    fc.assert(
      fc.property(sentBody, (sent) => {
        const body = bodyOf(sent);
        for (const { pointer, photoCaptionId } of photoPlacements(body)) {
          const found = pointer
            .split('/')
            .slice(1)
            .reduce<unknown>((value, token) => Object(value)[token], body);
          expect(found).toMatchObject({ type: 'photo', attrs: { photoCaptionId } });
        }
      }),
    );
  });
});

describe('anything else', () => {
  const nodeLike = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      fc.jsonValue(),
      fc.record(
        {
          type: fc.oneof(
            fc.constantFrom(
              'doc',
              'paragraph',
              'heading',
              'listItem',
              'bulletList',
              'text',
              'photo',
              'constructor',
            ),
            fc.jsonValue({ maxDepth: 0 }),
          ),
          attrs: fc.oneof(fc.record({ id }), fc.record({ level: fc.nat(5) }), fc.jsonValue()),
          text: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 0 })),
          content: fc.oneof(fc.array(tie('node'), { maxLength: 4 }), fc.jsonValue()),
          marks: fc.oneof(marks, fc.jsonValue()),
        },
        { requiredKeys: [] },
      ),
    ),
  })).node;

  it('is refused with pointers into it, or fits the schema; it never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nodeLike,
          fc.array(nodeLike).map((content) => ({ type: 'doc', content })),
        ),
        (value) => {
          const parsed = parseBody(value);
          if ('body' in parsed) {
            expect(parseBody(parsed.body)).toEqual(parsed);
            return;
          }
          expect(parsed.faults.length).toBeGreaterThan(0);
          expect(parsed.faults.length).toBeLessThanOrEqual(50);
          for (const { pointer, code, message } of parsed.faults) {
            expect(pointer).toMatch(/^(?:\/[^/]*)*$/);
            expect(code).toMatch(/^[a-z_]+$/);
            expect(code).not.toBe('invalid_body');
            expect(message).not.toBe('');
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
