import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { baseBody, doc, edited, edits, list, paragraph } from '../../../test/factories/edits.js';
import type { BodyJson } from '../body/body-json.js';
import { parseBody } from '../body/parse-body.js';
import { walkBlocks } from '../body/walk-blocks.js';
import { mergeBodies } from './merge-body.js';

const base = doc(
  paragraph('a', 'One.'),
  paragraph('b', 'Two.'),
  list('l', ['i', 'First'], ['j', 'Second']),
  paragraph('c', 'Three.'),
);

/** The base with other outermost blocks. */
function body(...ids: (string | [id: string, text: string])[]): BodyJson {
  return doc(
    ...ids.map((given) => {
      if (typeof given !== 'string') return paragraph(...given);
      const known = base.content.find((block) => block.attrs.id === given);
      return known ?? paragraph(given, `New ${given}.`);
    }),
  );
}

function ids({ body: merged }: { body: BodyJson | null }): (string | null)[] {
  return merged?.content.map((block) => block.attrs.id) ?? [];
}

function merge(mine: BodyJson | null, theirs: BodyJson | null) {
  const one = mergeBodies(base, mine, theirs);
  const other = mergeBodies(base, theirs, mine);
  // Whoever comes first, it comes out the same.
  expect(other.conflicts.map(({ blockId }) => blockId).sort()).toEqual(
    one.conflicts.map(({ blockId }) => blockId).sort(),
  );
  if (one.conflicts.length === 0) expect(other.body).toEqual(one.body);
  return one;
}

describe('merging bodies', () => {
  it('takes what one side alone has changed', () => {
    const mine = body(['a', 'One!'], 'b', 'l', 'c');
    const theirs = body('a', 'b', 'l', ['c', 'Three!']);
    expect(merge(mine, theirs)).toEqual({
      body: body(['a', 'One!'], 'b', 'l', ['c', 'Three!']),
      conflicts: [],
    });
  });

  it('keeps what both put in at one place, each run whole', () => {
    const merged = merge(body('a', 'm1', 'm2', 'b', 'l', 'c'), body('a', 't1', 't2', 'b', 'l', 'c'));
    expect(ids(merged)).toEqual(['a', 'm1', 'm2', 't1', 't2', 'b', 'l', 'c']);
  });

  it('takes the same change by both as one', () => {
    const both = body('a', ['b', 'Two and a half.'], 'l');
    expect(merge(both, structuredClone(both))).toEqual({ body: both, conflicts: [] });
    const same = merge(body('a', ['x1', 'Put in.'], 'b', 'l', 'c'), body('a', ['x2', 'Put in.'], 'b', 'l'));
    expect(ids(same)).toEqual(['a', 'x1', 'b', 'l']);
  });

  it('merges moves, removals and additions of the two', () => {
    expect(ids(merge(body('c', 'a', 'b', 'l'), body('a', 'b', 'n', 'l', 'c')))).toEqual([
      'c',
      'a',
      'b',
      'n',
      'l',
    ]);
    expect(ids(merge(body('a', 'l', 'c'), body('b', 'a', 'l', 'c', 'n')))).toEqual(['a', 'l', 'c', 'n']);
  });

  it('merges inside of lists', () => {
    const mine = doc(list('l', ['i', 'First!'], ['j', 'Second']));
    const theirs = doc(list('l', ['i', 'First'], ['k', 'Between'], ['j', 'Second!']));
    const { body: merged, conflicts } = mergeBodies(
      doc(list('l', ['i', 'First'], ['j', 'Second'])),
      mine,
      theirs,
    );
    expect(conflicts).toEqual([]);
    expect(merged).toEqual(doc(list('l', ['i', 'First!'], ['k', 'Between'], ['j', 'Second!'])));
  });

  it('takes a list away that both together have emptied', () => {
    const whole = doc(list('l', ['i', 'First'], ['j', 'Second']), paragraph('z', 'Z'));
    const mine = doc(list('l', ['i', 'First']), paragraph('z', 'Z'));
    const theirs = doc(list('l', ['j', 'Second']), paragraph('z', 'Z'));
    expect(mergeBodies(whole, mine, theirs)).toEqual({ body: doc(paragraph('z', 'Z')), conflicts: [] });
  });

  it('refuses two edits of one block, with all three and the words', () => {
    const { conflicts } = merge(
      body('a', ['b', 'Two mine.'], 'l', 'c'),
      body('a', ['b', 'Two theirs.'], 'l', 'c'),
    );
    expect(conflicts).toEqual([
      {
        blockId: 'b',
        base: paragraph('b', 'Two.'),
        mine: paragraph('b', 'Two mine.'),
        theirs: paragraph('b', 'Two theirs.'),
        words: [
          { op: '=', text: 'Two ' },
          { op: '-', text: 'theirs' },
          { op: '+', text: 'mine' },
          { op: '=', text: '.' },
        ],
      },
    ]);
  });

  it('refuses to take out what the other has edited', () => {
    expect(merge(body('a', 'l', 'c'), body('a', ['b', 'Two!'], 'l', 'c')).conflicts).toMatchObject([
      { blockId: 'b', mine: null, theirs: paragraph('b', 'Two!') },
    ]);
    expect(merge(null, body('a', ['b', 'Two!'], 'l', 'c')).conflicts).toMatchObject([{ blockId: 'b' }]);
    const added = doc(
      ...base.content.slice(0, 2),
      list('l', ['i', 'First'], ['j', 'Second'], ['k', 'Third']),
      paragraph('c', 'Three.'),
    );
    expect(merge(body('a', 'b', 'c'), added).conflicts).toMatchObject([{ blockId: 'l', mine: null }]);
  });

  it('knows a block that both have written anew without its id', () => {
    expect(
      merge(body('a', ['x', 'Two mine.'], 'l', 'c'), body('a', ['y', 'Two theirs.'], 'l', 'c')).conflicts,
    ).toMatchObject([
      { blockId: 'b', mine: paragraph('x', 'Two mine.'), theirs: paragraph('y', 'Two theirs.') },
    ]);
    expect(
      merge(body('a', ['x', 'Two mine.'], 'l', 'c'), body('a', ['b', 'Two theirs.'], 'l', 'c')).conflicts,
    ).toMatchObject([
      { blockId: 'b', mine: paragraph('x', 'Two mine.'), theirs: paragraph('b', 'Two theirs.') },
    ]);
  });

  it('refuses what was moved to two places, and blocks that would stand in each other', () => {
    expect(merge(body('b', 'l', 'a', 'c'), body('b', 'l', 'c', 'a')).conflicts).toMatchObject([
      { blockId: 'a' },
    ]);
    const quote = (id: string, ...content: BodyJson['content']): BodyJson['content'][number] => ({
      type: 'blockquote',
      attrs: { id },
      content,
    });
    const [p, q] = [paragraph('p', 'P'), paragraph('q', 'Q')];
    const { conflicts } = mergeBodies(
      doc(quote('x', p), quote('y', q)),
      doc(quote('x', p, quote('y', q))),
      doc(quote('y', q, quote('x', p))),
    );
    expect(conflicts.length).toBeGreaterThan(0);
  });

  it('shows what was moved out of a block that is in conflict itself, and rewritten', () => {
    const quote = (...content: BodyJson['content']): BodyJson['content'][number] => ({
      type: 'blockquote',
      attrs: { id: 'q' },
      content,
    });
    const [p, r] = [paragraph('p', 'P'), paragraph('r', 'R')];
    const mine = doc(quote(r, paragraph('m', 'M')), paragraph('p', 'Mine'));
    const { conflicts } = mergeBodies(doc(quote(p, r)), mine, doc(paragraph('z', 'Z')));
    expect(conflicts.map(({ blockId }) => blockId).sort()).toEqual(['p', 'q']);
    expect(JSON.stringify(conflicts)).toContain('Mine');
  });

  it('refuses one id for two additions, and a body that only together is too large', () => {
    expect(
      merge(body('a', ['n', 'Mine'], 'b', 'l', 'c'), body('a', ['n', 'Theirs'], 'b', 'l', 'c')).conflicts,
    ).toMatchObject([{ blockId: 'n', base: null }]);
    const many = (name: string): BodyJson =>
      doc(
        ...base.content,
        ...Array.from({ length: 6_000 }, (_, index) => paragraph(`${name}${index}`, name)),
      );
    const { conflicts } = mergeBodies(base, many('m'), many('t'));
    expect(conflicts).toMatchObject([{ pointer: '/content/body' }]);
  });
});

describe('whatever two editors do', () => {
  const scene = fc.record({ start: baseBody, mine: edits, theirs: edits });
  const run = (property: (start: BodyJson, mine: BodyJson, theirs: BodyJson) => void): void => {
    fc.assert(
      fc.property(scene, ({ start, mine, theirs }) => {
        property(start, edited(start, 'm', mine), edited(start, 't', theirs));
      }),
      { numRuns: 200 },
    );
  };

  it('nothing changed is nothing, and one side alone is that side', () => {
    run((start, mine, theirs) => {
      expect(mergeBodies(start, start, start)).toEqual({ body: start, conflicts: [] });
      expect(mergeBodies(start, mine, start)).toEqual({ body: mine, conflicts: [] });
      expect(mergeBodies(start, start, theirs)).toEqual({ body: theirs, conflicts: [] });
      expect(mergeBodies(start, mine, mine)).toEqual({ body: mine, conflicts: [] });
    });
  });

  it('comes out the same whoever came first', () => {
    run((start, mine, theirs) => {
      const one = mergeBodies(start, mine, theirs);
      const other = mergeBodies(start, theirs, mine);
      expect(other.conflicts.length).toBe(one.conflicts.length);
      if (one.conflicts.length === 0) expect(other.body).toEqual(one.body);
    });
  });

  it('is a body by the schema, with each id once', () => {
    run((start, mine, theirs) => {
      const { body: merged, conflicts } = mergeBodies(start, mine, theirs);
      if (conflicts.length > 0) return;
      expect(parseBody(merged)).toEqual({ body: merged });
      const all = walkBlocks(merged ?? doc()).map(({ block }) => block.attrs.id);
      expect(new Set(all).size).toBe(all.length);
    });
  });

  it('loses no word of either without a conflict that has it', () => {
    run((start, mine, theirs) => {
      const { body: merged, conflicts } = mergeBodies(start, mine, theirs);
      const kept = JSON.stringify([merged, conflicts]);
      for (const word of newWords(mine, theirs)) expect(kept).toContain(word);
    });
  });

  it('lets edits of different blocks both survive', () => {
    fc.assert(
      fc.property(baseBody, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (start, whose) => {
        const rewritten = (name: string, own: boolean): BodyJson => {
          const copy = structuredClone(start);
          for (const [index, { block }] of walkBlocks(copy).entries()) {
            const isText = block.type === 'paragraph' || block.type === 'heading';
            if (isText && whose[index % 30] === own)
              block.content = [{ type: 'text', text: `word-${name}${index}.` }];
          }
          return copy;
        };
        const [mine, theirs] = [rewritten('m', true), rewritten('t', false)];
        const { body: merged, conflicts } = mergeBodies(start, mine, theirs);
        expect(conflicts).toEqual([]);
        for (const word of newWords(mine, theirs)) expect(JSON.stringify(merged)).toContain(word);
      }),
      { numRuns: 200 },
    );
  });
});

function newWords(...bodies: BodyJson[]): string[] {
  return JSON.stringify(bodies).match(/\bword-[mt]\d+\b/g) ?? [];
}
