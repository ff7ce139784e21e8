import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/database/id.js';
import { Desk, type ItemBody, paragraphs, readyArticle, readyCaption } from '../factories/items.js';
import { section } from '../factories/records.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { startApp, type TestApp } from '../harness/app.js';

const POINTER = '/content/bodyHtml';

let app: TestApp;
let desk: Desk;
let editor: SignedIn;
let sectionId: string;

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  editor = await signedIn(app, { roles: [{ role: 'managing_editor', sectionId: null }] });
  sectionId = (await section(app.database)).id;
});

afterAll(async () => {
  await app.close();
});

/** The types of the blocks with their texts, `paragraph: a`. */
function blocks({ content }: ItemBody): string[] {
  const found: string[] = [];
  const text = (node: unknown): string => {
    const { text: own, content: inside } = Object(node);
    return typeof own === 'string' ? own : Array.isArray(inside) ? inside.map(text).join('') : '';
  };
  for (const block of Object(content.body).content ?? []) found.push(`${block.type}: ${text(block)}`);
  return found;
}

function ids({ content }: ItemBody): string[] {
  return Object(content.body).content.map((block: { attrs: { id: string } }) => block.attrs.id);
}

describe('a body sent as HTML', () => {
  it('is kept as a body, and the answer alone names what was dropped', async () => {
    const made = await desk.made(editor, 'article', {
      headline: 'Pasted',
      bodyHtml: '<h1>Talks</h1><p onclick="x()">The <b>talks</b>.<script>canary()</script><img src=x></p>',
    });
    expect(made.content).not.toHaveProperty('bodyHtml');
    expect(blocks(made)).toEqual(['heading: Talks', 'paragraph: The talks.']);
    expect(made.rendered).toMatchObject({ bodyHtml: '<h2>Talks</h2><p>The <strong>talks</strong>.</p>' });
    expect(made.warnings).toEqual([
      { pointer: POINTER, code: 'changed_html', message: expect.stringContaining('headings, once') },
      { pointer: POINTER, code: 'dropped_html', message: expect.stringContaining('<script>') },
      { pointer: POINTER, code: 'dropped_html', message: expect.stringContaining('<img>') },
    ]);
    const { body: later } = await desk.read(editor, made.id);
    expect(later.warnings).toEqual([]);
    expect(ids(later).every((id) => typeof id === 'string' && id !== '')).toBe(true);
    const [{ kept } = { kept: '' }] = await app.database.query<{ kept: string }>(
      'select content::text as kept from revision where item_id = $1',
      [made.id],
    );
    expect(kept).not.toMatch(/canary|onclick|<p|bodyHtml/);
  });

  it('keeps the ids of the blocks that say what they said, and names what a save has dropped', async () => {
    const made = await desk.made(editor, 'editorial', { body: paragraphs('One.', 'Two.', 'Three.') });
    const saved = await desk.saved(editor, made, {
      bodyHtml: '<p>Zero.</p><p>One.</p><p><u>Three.</u></p>',
    });
    expect(blocks(saved)).toEqual(['paragraph: Zero.', 'paragraph: One.', 'paragraph: Three.']);
    const [one, , three] = ids(made);
    expect(ids(saved).slice(1)).toEqual([one, three]);
    expect(saved.warnings).toMatchObject([{ pointer: POINTER, code: 'changed_html' }]);
    expect(saved.draft?.revision).toBe(2);
  });

  it('that was read from the item changes nothing, whatever HTML cannot carry', async () => {
    const caption = await desk.live(editor, 'photo_caption', readyCaption({ description: 'Two\r\nlines' }));
    const photo = (attrs: object): object => ({
      type: 'photo',
      attrs: { photoCaptionId: caption.id, ...attrs },
    });
    const line = (...content: object[]): object => ({ type: 'paragraph', content });
    const made = await desk.made(
      editor,
      'article',
      readyArticle(sectionId, {
        body: {
          type: 'doc',
          content: [
            line({ type: 'text', text: ' two  spaces ' }, { type: 'hardBreak' }),
            line(),
            photo({ altText: 'An alt text of its own' }),
            photo({ caption: 'A caption of its own' }),
            { type: 'embed', attrs: { url: 'https://video.example/?a=1&b=2' } },
            { type: 'pullquote', content: [line({ type: 'text', text: '“<b>”', marks: [{ type: 'em' }] })] },
            { type: 'horizontalRule' },
            {
              type: 'orderedList',
              content: [{ type: 'listItem', content: [line(), { type: 'blockquote', content: [line()] }] }],
            },
          ],
        },
      }),
    );
    const etag = await desk.etag(made.id);
    const again = await desk.save(editor, made, { bodyHtml: made.rendered?.bodyHtml }, etag);
    expect(again.status).toBe(200);
    expect(again.body.content).toEqual(made.content);
    expect(again.headers.etag).toBe(etag);
    expect(again.body.draft?.revision).toBe(1);
    expect(again.body.warnings).toEqual([]);

    const changed = await desk.saved(editor, made, {
      bodyHtml: `${made.rendered?.bodyHtml}<p>One more.</p>`,
    });
    expect(ids(changed).slice(0, -1)).toEqual(ids(made).slice(0, -1));
    expect(JSON.stringify(changed.content.body)).toContain('An alt text of its own');
  });

  it('keeps the photo that its HTML did not show, because the photo caption is gone', async () => {
    const caption = await desk.live(editor, 'photo_caption', readyCaption());
    const content = [
      ...Object(paragraphs('One.')).content,
      { type: 'photo', attrs: { photoCaptionId: caption.id, caption: 'Its own.' } },
      ...Object(paragraphs('Two.')).content,
    ];
    const made = await desk.made(editor, 'article', { body: { type: 'doc', content } });
    await desk.done(editor, caption.id, 'kill', { reason: 'It was wrong', notice: 'Withdrawn.' });
    const { body: read } = await desk.read(editor, made.id);
    expect(read.rendered?.bodyHtml).toBe('<p>One.</p><p>Two.</p>');
    const again = await desk.saved(editor, made, { bodyHtml: read.rendered?.bodyHtml });
    expect([again.version, again.content]).toEqual([1, made.content]);
  });

  it('empties the body as null does', async () => {
    for (const bodyHtml of [null, '', ' \n<p>&nbsp;</p><!-- -->']) {
      const made = await desk.made(editor, 'article', { body: paragraphs('One.') });
      const saved = await desk.saved(editor, made, { bodyHtml });
      expect(saved.content.body).toBeNull();
      expect(saved.draft?.revision).toBe(2);
    }
    for (const body of [paragraphs(), { type: 'doc', content: [{ type: 'paragraph' }] }]) {
      const blank = await desk.made(editor, 'article', { body });
      expect((await desk.saved(editor, blank, { bodyHtml: '' })).draft?.revision).toBe(1);
    }
  });

  it('places photos that are there, and says so of others', async () => {
    const caption = await desk.made(editor, 'photo_caption', readyCaption());
    const figure = (id: string, inside = ''): string =>
      `<figure data-photo-caption-id="${id}">${inside}</figure>`;
    const made = await desk.made(editor, 'article', { bodyHtml: figure(caption.id) });
    expect(made.content.body).toMatchObject({
      content: [
        { type: 'photo', attrs: { photoCaptionId: caption.id, caption: null, altText: null, crop: null } },
      ],
    });
    const refused = await desk.create(editor, 'article', { bodyHtml: `<p>a</p>${figure(newId())}` });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ pointer: POINTER }]);
  });

  it('is duplicated, restored and published like any other', async () => {
    const { id } = await desk.made(editor, 'article', {
      ...readyArticle(sectionId),
      body: undefined,
      bodyHtml: '<p>Out <i>now</i>.',
    });
    const live = await desk.done(editor, id, 'publish');
    const delivered = await app.request<{ bodyHtml: string }>('GET', `/delivery/v1/articles/${live.slug}`);
    expect(delivered.body.bodyHtml).toBe('<p>Out <em>now</em>.</p>');
    expect(blocks(await desk.done(editor, id, 'duplicate'))).toEqual(['paragraph: Out now.']);
  });

  it('is created once under one Idempotency-Key, with the same warnings', async () => {
    const create = async (): ReturnType<Desk['create']> =>
      desk.create(editor, 'article', { bodyHtml: '<u>a</u>' }, { 'idempotency-key': `html-${sectionId}` });
    const first = await create();
    const second = await create();
    expect(second.body).toEqual(first.body);
    expect(second.body.warnings).toMatchObject([{ code: 'changed_html' }]);
  });
});

describe('what is no body as HTML', () => {
  it.each([
    ['a number', { bodyHtml: 7 }, 'is_html'],
    ['a list', { bodyHtml: ['<p>'] }, 'is_html'],
    ['a body', { bodyHtml: paragraphs('a') }, 'is_html'],
    ['HTML beside a body', { body: paragraphs('a'), bodyHtml: '<p>a' }, 'not_beside_body'],
    ['null beside a body', { body: paragraphs('a'), bodyHtml: null }, 'not_beside_body'],
    ['HTML beside no body', { body: null, bodyHtml: '<p>a' }, 'not_beside_body'],
    ['too long', { bodyHtml: 'x'.repeat(1_000_001) }, 'max_length'],
    ['NUL', { bodyHtml: 'a\u0000b' }, 'forbidden_characters'],
    ['half a character', { bodyHtml: 'a\ud800b' }, 'forbidden_characters'],
    ['too many blocks', { bodyHtml: '<p>x'.repeat(20_001) }, 'too_many_nodes'],
    ['too deep', { bodyHtml: '<b><div>'.repeat(50_000) }, 'too_deep'],
  ])('%s is refused with a pointer, on creation and on save', async (_, content, code) => {
    const item = await desk.made(editor, 'article', {});
    for (const answer of [
      await desk.create(editor, 'article', content),
      await desk.save(editor, item, content),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.body.code).toBe('validation_failed');
      expect(answer.body.errors?.map((error) => `${error.pointer} ${error.code}`)).toEqual([
        `${POINTER} ${code}`,
      ]);
    }
    expect((await desk.read(editor, item.id)).body.version).toBe(1);
  });

  it('is the text of a photo caption, which has no body', async () => {
    const answer = await desk.create(editor, 'photo_caption', readyCaption({ bodyHtml: '<p>a' }));
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer: POINTER, code: 'unknown_member' }]);
  });

  it('is more than a request may hold', async () => {
    expect((await desk.create(editor, 'article', { bodyHtml: 'x'.repeat(1_100_000) })).status).toBe(413);
  });

  it('is refused before the item is looked for, and after the right to write', async () => {
    const tooDeep = { bodyHtml: '<div>'.repeat(1_000) };
    const nobody = { id: newId(), kind: 'article' as const };
    expect((await desk.save(editor, nobody, tooDeep, '"1"')).status).toBe(400);
    const legal = await signedIn(app, { roles: [{ role: 'legal', sectionId: null }] });
    expect((await desk.save(legal, nobody, tooDeep, '"1"')).status).toBe(403);
  });
});
