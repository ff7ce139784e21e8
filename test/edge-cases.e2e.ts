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

/** Where each of the cases is proved: the files, and the names of their tests. Of the ninth there is more below. */
const PROOFS: Readonly<Record<string, readonly (readonly [file: string, test: string])[]>> = {
  '1. Two editors make the first edit of a live item at once: one draft, and the loser is told who won': [
    [
      'drafts/diff-merge.ts',
      'edge case 1: two make the first edit of a live item at once; one draft, and the loser is told who won',
    ],
  ],
  '2. Revision 7 is scheduled, the editor is on 9: 7 goes out; published first, 9 overtakes it': [
    [
      'schedules.e2e.ts',
      'edge case 2: 7 goes out while the editor is on 9, whose draft stays, stage and all',
    ],
    ['schedules.e2e.ts', 'edge case 2: what was overtaken behind its back never runs'],
  ],
  '3. At run time the slug is taken, a hold is set: the schedule fails closed and says so': [
    ['schedules.e2e.ts', 'edge case 3: refuses, says why, and leaves nothing half done'],
  ],
  '4. The scheduler was down: it publishes late, once, and the planned time is kept': [
    [
      'schedules.e2e.ts',
      'edge case 4: an overdue one runs once, late, and keeps the planned time beside the actual one',
    ],
    ['schedule-crash.e2e.ts', 'are all carried out, each once, and none early'],
  ],
  '5. A slug changes in a draft: the redirect appears at publication; swaps and renaming back leave no loop':
    [
      ['addresses/left-addresses.ts', 'leads to the present one from the publication on, and not before'],
      [
        'addresses/left-addresses.ts',
        'leads there in one step however often the item moved, and back where it moved back',
      ],
      [
        'addresses/left-addresses.ts',
        'may be taken over from what is live, by a slug set by hand: two items swap',
      ],
    ],
  '6. An embargoed item shows nowhere to readers': [
    [
      'leaks.e2e.ts',
      'sees nothing of what is embargoed, its notice and its existence included (edge case 6)',
    ],
  ],
  '7. A killed item answers 410 with its notice; its text is gone': [
    [
      'leaks.e2e.ts',
      'sees the notice of what was killed, and its text nowhere, not in stories either (edge case 7)',
    ],
    ['drafts/previews.ts', 'when the item is killed: its text is behind no link, old or new (edge case 7)'],
  ],
  '8. A restored revision names authors or photos that are gone: they are listed, not dropped in silence': [
    ['lifecycle.e2e.ts', 'lists what a restored revision names and is gone, and drops nothing'],
  ],
  '9. An override equal to the inherited caption is stored as inherit; another photo in the same place does not keep the old one’s override':
    [['lifecycle.e2e.ts', 'keeps a caption that equals the inherited one as inherited']],
  '10. An author is renamed: published bylines keep the old name until their item is published again': [
    ['publishing.e2e.ts', 'keeps the byline’s names of its publication, and follows the profile’s address'],
  ],
  '11. A list by an immutable key is paged while something is published: nothing is skipped, nothing comes twice':
    [['delivery.e2e.ts', 'is paged without a gap or a repetition while something is published']],
  '12. A story is published while its caption is being published: the story never keeps the old caption': [
    ['publishing.e2e.ts', 'a caption and its story: the story ends with the new caption'],
  ],
};

it('each of the twelve cases is proved where its feature is', () => {
  const missing = Object.values(PROOFS)
    .flat()
    .filter(([file, test]) => {
      const source = readFileSync(new URL(file, import.meta.url), 'utf8');
      return !source.includes(`it('${test}'`);
    });
  expect(missing).toEqual([]);
  expect(Object.keys(PROOFS)).toHaveLength(12);
});

describe('9. An override equal to the inherited caption is stored as inherit; another photo in the same place does not keep the old one’s override', () => {
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
