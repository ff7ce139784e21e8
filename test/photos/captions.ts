import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/database/id.js';
import { iim, photoshop, UTF_8 } from '../corpus/photo-metadata/iim.js';
import { jpeg } from '../corpus/photo-metadata/jpeg.js';
import { alternatives, list, xmp } from '../corpus/photo-metadata/xmp.js';
import { Desk } from '../factories/items.js';
import { upload } from '../factories/photos.js';
import { signedIn, type SignedIn } from '../factories/staff.js';
import { startApp, type TestApp } from '../harness/app.js';
import { Description } from '../harness/described.js';

let app: TestApp;
let desk: Desk;
let photoEditor: SignedIn;
let wire: Buffer;
let photoId: string;

beforeAll(async () => {
  app = await startApp();
  desk = new Desk(app);
  photoEditor = await signedIn(app, { roles: [{ role: 'photo_editor' }] });
  wire = await jpeg({
    xmp: xmp(
      alternatives('dc:description', { 'x-default': 'Ferries wait in Zürich. REUTERS/Jane Doe' }) +
        list('dc:creator', ['JANE DOE/REUTERS', 'Özgür Can'], 'Seq') +
        list('Iptc4xmpExt:PersonInImage', ['Rana Ali']) +
        alternatives('Iptc4xmpCore:AltTextAccessibility', { 'x-default': 'Two ferries' }) +
        alternatives('Iptc4xmpCore:ExtDescrAccessibility', { 'x-default': 'Two ferries at a pier' }) +
        alternatives('xmpRights:UsageTerms', { 'x-default': 'One use' }) +
        '<photoshop:DateCreated>2026-11-24T08:30:00+05:00</photoshop:DateCreated>' +
        '<photoshop:City>Zürich</photoshop:City>',
    ),
    photoshop: photoshop(
      iim(
        UTF_8,
        [2, 115, 'Wire'],
        [2, 116, '© 2026 Reuters'],
        [2, 40, 'Not before Sunday'],
        [2, 90, 'Bern'],
        [2, 100, 'C1'],
      ),
    ),
  });
  const uploaded = await upload(app, photoEditor.token, wire);
  expect(uploaded.status).toBe(201);
  photoId = uploaded.body.id;
});

afterAll(async () => {
  await app.close();
});

describe('a photo caption', () => {
  it('is made from what the agency wrote into the file, cleaned', async () => {
    const caption = await desk.made(photoEditor, 'photo_caption', { photoId });
    expect(caption.content).toEqual({
      photoId,
      description: 'Ferries wait in Zürich.',
      creditLine: 'REUTERS',
      creator: ['JANE DOE', 'Özgür Can'],
      source: 'Wire',
      copyrightNotice: '© 2026 Reuters',
      altText: 'Two ferries',
      extendedDescription: 'Two ferries at a pier',
      dateTaken: '2026-11-24T03:30:00.000Z',
      place: { city: 'Zürich' },
      persons: ['Rana Ali'],
      instructions: 'Not before Sunday',
      usageTerms: 'One use',
      sectionId: null,
    });
    expect(caption.warnings).toEqual([]);
    expect((await desk.done(photoEditor, caption.id, 'publish')).visibility).toBe('live');
  });

  it('has beside it what the photo’s file disagrees on, how it was before cleaning, and what was not read', async () => {
    const url = `/api/v1/photos/${photoId}`;
    const answer = await app.request('GET', url, { token: photoEditor.token });
    expect(new Description().faults('GET', url, answer)).toEqual([]);
    expect(answer.body).toMatchObject({
      metadata: { dateTaken: '2026-11-24T08:30:00+05:00', creator: ['JANE DOE', 'Özgür Can'] },
      conflicts: [{ field: 'place', xmp: { city: 'Zürich' }, iim: { city: 'Bern' } }],
      metadataFaults: [{ where: 'iim.place.countryCode', code: 'left_out' }],
    });
    expect(answer.body.rawMetadata).toEqual({
      description: 'Ferries wait in Zürich. REUTERS/Jane Doe',
      creator: ['JANE DOE/REUTERS', 'Özgür Can'],
      creditLine: null,
    });
  });

  it('stays as the desk has it when the agency sends the file again', async () => {
    const caption = await desk.made(photoEditor, 'photo_caption', { photoId, description: 'Our words.' });
    const again = await upload(app, photoEditor.token, wire, 'again.jpg');
    expect([again.status, again.body.id]).toEqual([200, photoId]);
    expect((await desk.read(photoEditor, caption.id)).body).toEqual(caption);
  });

  it('keeps what the request names, emptied members too', async () => {
    const { content } = await desk.made(photoEditor, 'photo_caption', {
      photoId,
      description: 'Our words.',
      creator: [],
      place: null,
      instructions: '',
    });
    expect(content).toMatchObject({
      description: 'Our words.',
      creator: [],
      place: null,
      instructions: null,
      altText: 'Two ferries',
    });
  });

  it('takes nothing from a photo that it gets later, or with which it is saved', async () => {
    const caption = await desk.made(photoEditor, 'photo_caption', {});
    const saved = await desk.saved(photoEditor, caption, { photoId });
    expect(saved.content).toMatchObject({ photoId, description: null, creator: [] });
  });

  it('needs a photo that is there, to be saved with it and to be published', async () => {
    const caption = await desk.made(photoEditor, 'photo_caption', {
      description: 'Ferries wait.',
      creditLine: 'Reuters',
      altText: 'Two ferries',
    });
    const refused = await desk.act(photoEditor, caption.id, 'publish');
    expect(refused.status).toBe(409);
    expect(refused.body.problems).toMatchObject([{ pointer: '/content/photoId', code: 'required' }]);
    for (const id of [newId(), 'x', 7, {}, '']) {
      const saved = await desk.save(photoEditor, caption, { photoId: id });
      expect([saved.status, saved.body.errors?.[0]?.pointer]).toEqual([400, '/content/photoId']);
    }
    await desk.saved(photoEditor, caption, { photoId: photoId.toUpperCase() });
    expect((await desk.done(photoEditor, caption.id, 'publish')).content).toMatchObject({ photoId });
  });

  it('warns of a credit line that is more than a name, and is published all the same', async () => {
    const caption = await desk.made(photoEditor, 'photo_caption', { photoId, creditLine: 'MR. A/REUTERS' });
    expect(caption.warnings).toMatchObject([{ pointer: '/content/creditLine', code: 'credit_form' }]);
    expect((await desk.done(photoEditor, caption.id, 'publish')).visibility).toBe('live');
  });
});
