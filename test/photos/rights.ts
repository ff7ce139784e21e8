import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScheduleLoop } from '../../src/scheduling/schedule-loop.js';
import { Desk, type ItemBody, readyArticle, readyCaption, type ScheduleBody } from '../factories/items.js';
import { photoRow, rightsOf } from '../factories/photo-rights.js';
import { section } from '../factories/records.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { type Answer, startApp, type TestApp } from '../harness/app.js';

const LONG_AGO = '2020-01-01T00:00:00Z';
const FAR = '2098-01-01T00:00:00Z';
const FARTHER = '2099-01-01T00:00:00Z';

let app: TestApp;
let desk: Desk;
let photoEditor: SignedIn;
let sectionEditor: SignedIn;
let managing: SignedIn;
let sectionId: string;

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  ({ id: sectionId } = await section(app.database));
  photoEditor = await signedIn(app, { roles: [{ role: 'photo_editor' }] });
  sectionEditor = await signedIn(app, { roles: [{ role: 'section_editor', sectionId }] });
  managing = await signedIn(app, { roles: [{ role: 'managing_editor' }] });
});
afterAll(async () => app.close());

/** A story with a live photo caption, and the photo of that. */
async function storyWithPhoto(): Promise<{ story: ItemBody; photoId: string }> {
  const photoId = await photoRow(app, photoEditor);
  const caption = await desk.live(photoEditor, 'photo_caption', readyCaption({ photoId }));
  const leadPhoto = { photoCaptionId: caption.id };
  const story = await desk.made(managing, 'article', readyArticle(sectionId, { leadPhoto }));
  return { story, photoId };
}

async function reasons(by: SignedIn, id: string, action: string): Promise<string[]> {
  const { body } = await desk.get<{ items: { action: string; reasons: { code: string }[] }[] }>(
    by,
    `items/${id}/allowed-actions`,
  );
  return body.items.find((item) => item.action === action)?.reasons.map(({ code }) => code) ?? [];
}

function expectBlocked(answer: Answer<{ code: string; detail?: string }>, why: RegExp): void {
  expect(answer).toMatchObject({
    status: 409,
    body: { code: 'rights_blocked', detail: expect.stringMatching(why) },
  });
}

describe('a photo whose rights have ended, or not begun', () => {
  it('keeps its own caption from going out, and says so beforehand', async () => {
    const photoId = await photoRow(app, photoEditor);
    await rightsOf(app, photoEditor, photoId, { validUntil: LONG_AGO });
    const caption = await desk.made(photoEditor, 'photo_caption', readyCaption({ photoId }));
    expect(await reasons(photoEditor, caption.id, 'publish')).toEqual(['rights_blocked']);
    expectBlocked(await desk.act(photoEditor, caption.id, 'publish'), /“pier.jpg” ended at 2020-01-01T/);
    await rightsOf(app, photoEditor, photoId, { validFrom: FAR });
    expectBlocked(await desk.act(photoEditor, caption.id, 'publish'), /begin at 2098-01-01T/);
    await rightsOf(app, photoEditor, photoId, { validFrom: LONG_AGO, validUntil: FAR });
    expect(await reasons(photoEditor, caption.id, 'publish')).toEqual([]);
    await desk.done(photoEditor, caption.id, 'publish');
  });

  it('keeps the stories that place it from going out, and from coming back', async () => {
    const { story, photoId } = await storyWithPhoto();
    await desk.done(managing, story.id, 'publish');
    await desk.done(managing, story.id, 'unpublish', { type: 'gone', reason: 'For now' });
    await rightsOf(app, photoEditor, photoId, { validUntil: LONG_AGO });
    expect(await reasons(managing, story.id, 'republish')).toEqual(['rights_blocked']);
    expectBlocked(await desk.act(managing, story.id, 'republish'), /ended/);
    await desk.saved(managing, story, { kicker: 'Again' });
    expectBlocked(await desk.act(managing, story.id, 'publish'), /ended/);
    await desk.saved(managing, story, { leadPhoto: null });
    await desk.done(managing, story.id, 'publish');
  });

  it('is looked at as it will be at the time that is planned, and again then', async () => {
    const { story, photoId } = await storyWithPhoto();
    await rightsOf(app, photoEditor, photoId, { validFrom: FAR, validUntil: FARTHER });
    expect(await reasons(managing, story.id, 'schedule')).toEqual([]);
    const plan = async (at: string): Promise<Answer<ScheduleBody & { code: string }>> =>
      desk.schedule(managing, story.id, { action: 'publish', at });
    expectBlocked(await plan('2097-01-01T00:00:00Z'), /begin/);
    expectBlocked(await plan(FARTHER), /ended/);
    const planned = await plan(FAR);
    expect(planned.status).toBe(201);

    const soon = await (async () => {
      await rightsOf(app, photoEditor, photoId, {});
      return plan(new Date(Date.now() + 1_000).toISOString());
    })();
    expect(soon.status).toBe(201);
    await rightsOf(app, photoEditor, photoId, { validUntil: LONG_AGO });
    let run = soon.body;
    while (run.state === 'planned') {
      await app.app.get(ScheduleLoop, { strict: false }).drain();
      run = (
        await desk.get<ScheduleBody & { code: string }>(managing, `items/${story.id}/schedules/${run.id}`)
      ).body;
    }
    expect(run).toMatchObject({ state: 'refused', reason: expect.stringMatching(/rights.*ended/) });
    expect((await desk.read(managing, story.id)).body.visibility).toBe('unpublished');
  });

  it('goes out nevertheless by who may decide on rights, with a note that is kept', async () => {
    const { story, photoId } = await storyWithPhoto();
    await rightsOf(app, photoEditor, photoId, { validUntil: LONG_AGO });
    await desk.done(managing, story.id, 'submit');
    await desk.done(managing, story.id, 'approve');
    const note = { overrideRights: 'Agreed with the agency by telephone.' };
    expect(await desk.act(sectionEditor, story.id, 'publish', note)).toMatchObject({
      status: 403,
      body: { code: 'forbidden', permission: 'photo.rights' },
    });
    expect((await desk.act(managing, story.id, 'publish', { overrideRights: '' })).status).toBe(400);
    await desk.done(managing, story.id, 'publish', note);
    const { body } = await desk.get<{ items: object[] }>(managing, `items/${story.id}/history`);
    expect(body.items[0]).toMatchObject({
      action: 'publish',
      details: { rightsOverride: 'Agreed with the agency by telephone.' },
    });
  });
});
