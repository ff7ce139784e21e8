import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Desk, type ItemBody, readyArticle, readyCaption } from './factories/items.js';
import { section } from './factories/records.js';
import { signedIn, type SignedIn } from './factories/staff.js';
import { startApp, type TestApp } from './harness/app.js';

let app: TestApp;
let desk: Desk;
let managing: SignedIn;
let sectionId: string;

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  managing = await signedIn(app, { roles: [{ role: 'managing_editor', sectionId: null }] });
  sectionId = (await section(app.database)).id;
});

afterAll(async () => {
  await app.close();
});

/** The rest of a case is proved where its feature is; this fails when that proof is gone or has another name. */
function isProvedIn(file: string, test: string): void {
  it(`is proved in ${file}`, () => {
    expect(readFileSync(new URL(file, import.meta.url), 'utf8')).toContain(`it('${test}'`);
  });
}

describe('8. A restored revision names authors or photos that are gone: they are listed, not dropped in silence', () => {
  isProvedIn('lifecycle.e2e.ts', 'lists what a restored revision names and is gone, and drops nothing');
});

describe('9. An override equal to the inherited caption is stored as inherit; another photo in the same place does not keep the old one’s override', () => {
  isProvedIn('lifecycle.e2e.ts', 'keeps a caption that equals the inherited one as inherited');

  const photoOf = (item: ItemBody): object => Object(item.content.body).content[0].attrs;

  async function storyWithOverrides(): Promise<{ story: ItemBody; other: ItemBody }> {
    const [one, other] = [
      await desk.live(managing, 'photo_caption', readyCaption()),
      await desk.live(managing, 'photo_caption', readyCaption({ description: 'The other.' })),
    ];
    const placement = { photoCaptionId: one.id, caption: 'The dean (left).', altText: 'The dean' };
    const story = await desk.made(managing, 'article', {
      ...readyArticle(sectionId),
      leadPhoto: placement,
      body: { type: 'doc', content: [{ type: 'photo', attrs: { id: 'p1', ...placement } }] },
    });
    return { story, other };
  }

  it('as lead photo and in the body', async () => {
    const { story, other } = await storyWithOverrides();
    const saved = await desk.saved(managing, story, {
      leadPhoto: { photoCaptionId: other.id },
      body: { type: 'doc', content: [{ type: 'photo', attrs: { id: 'p1', photoCaptionId: other.id } }] },
    });
    expect(saved.content.leadPhoto).toEqual({ photoCaptionId: other.id });
    expect(photoOf(saved)).toEqual({
      id: 'p1',
      photoCaptionId: other.id,
      caption: null,
      altText: null,
      crop: null,
    });
  });

  it('in a body sent as HTML, where the figure may say what is inherited', async () => {
    const { story, other } = await storyWithOverrides();
    const saved = await desk.saved(managing, story, {
      bodyHtml: `<figure data-block-id="p1" data-photo-caption-id="${other.id}"><figcaption>The other. <span class="credit">— Photo by Reuters</span></figcaption></figure>`,
    });
    expect(photoOf(saved)).toEqual({
      id: 'p1',
      photoCaptionId: other.id,
      caption: null,
      altText: null,
      crop: null,
    });
  });
});

describe('10. An author is renamed: published bylines keep the old name until their item is published again', () => {
  isProvedIn(
    'publishing.e2e.ts',
    'keeps the byline’s names of its publication, and follows the profile’s address',
  );
});

describe('11. A list by an immutable key is paged while something is published: nothing is skipped, nothing comes twice', () => {
  isProvedIn('delivery.e2e.ts', 'is paged without a gap or a repetition while something is published');
});

describe('12. A story is published while its caption is being published: the story never keeps the old caption', () => {
  isProvedIn('publishing.e2e.ts', 'a caption and its story: the story ends with the new caption');
});
