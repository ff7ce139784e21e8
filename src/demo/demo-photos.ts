import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { Precondition } from '../http/precondition.js';
import { Photos } from '../photos/photos.js';
import { UploadPhoto } from '../photos/uploads/upload-photo.js';
import type { DemoCalendar } from './demo-calendar.js';
import { drawPicture } from './pictures/draw-picture.js';
import { pictureMetadata } from './pictures/picture-metadata.js';
import { scenes } from './pictures/scenes.js';
import type { DemoCaption } from './stories/story.js';

/** The photo whose supplier stated the wrong date: the clock of its camera tells. */
const WRONGLY_DATED = { key: 'almond-hill-works', cameraTime: '2024:03:11 10:20:00' };

/** Draws the photos of the demo, and takes each in as an upload would be. */
@Injectable()
export class DemoPhotos {
  constructor(
    private readonly uploads: UploadPhoto,
    private readonly photos: Photos,
  ) {}

  /** Makes the photo of a caption in the caller's transaction, and returns its id. */
  async make(
    tx: EntityManager,
    actor: Principal,
    calendar: DemoCalendar,
    story: DemoCaption,
  ): Promise<string> {
    const scene = scenes[story.key];
    if (scene === undefined) throw new Error(`The demo has no picture for ${story.key}.`);
    const takenAt = story.dateTaken === undefined ? null : calendar.instant(story.dateTaken).toISOString();
    const cameraTime = story.key === WRONGLY_DATED.key ? WRONGLY_DATED.cameraTime : null;
    const file = await drawPicture(scene, pictureMetadata(story, takenAt, cameraTime));
    const { id, version } = await this.uploads.takeIn(tx, actor, `${story.key}.jpg`, Readable.from([file]));
    const { focalPoint } = scene;
    if (focalPoint) await this.photos.change(tx, actor, id, Precondition.version(version), { focalPoint });
    return id;
  }
}
