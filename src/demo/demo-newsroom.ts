import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { Authors } from '../authors/authors.js';
import { Sections } from '../sections/sections.js';
import { DemoCalendar } from './demo-calendar.js';
import { DemoContent } from './demo-content.js';
import { type DemoIds, idOf, noIds } from './demo-ids.js';
import { type Cast, DemoLives } from './demo-lives.js';
import { DemoPhotos } from './demo-photos.js';
import { DemoStaff } from './demo-staff.js';
import { newsroom } from './stories/newsroom.js';
import { articleTeam, LEADER_TEAM, PHOTO_TEAM } from './team.js';

const { sections, authors, captions, articles, editorials } = newsroom;

/** When the stories end. */
export const LAST_PUBLICATION = [...captions, ...articles, ...editorials]
  .flatMap((story) => ('publishedAt' in story ? [story.publishedAt] : []))
  .reduce((latest, at) => (at > latest ? at : latest));

/** Makes the demo newsroom, through the same services as the API. */
@Injectable()
export class DemoNewsroom {
  constructor(
    private readonly staff: DemoStaff,
    private readonly sections: Sections,
    private readonly authors: Authors,
    private readonly lives: DemoLives,
    private readonly photos: DemoPhotos,
  ) {}

  /**
   * Makes staff, sections, authors and items in the caller's transaction: all of it or nothing.
   * `hasAdmin` leaves out the demo's administrator, whose address belongs to a real one.
   */
  async make(tx: EntityManager, passwordHash: string, hasAdmin: boolean, now: Date): Promise<void> {
    const ids = noIds();
    const managingEditor = await this.staff.hire(tx, 'managing_editor', passwordHash, ids.sections);
    await this.makeRecords(tx, managingEditor, ids);
    const cast: Cast = {
      managing_editor: managingEditor,
      section_editor: await this.staff.hire(tx, 'section_editor', passwordHash, ids.sections),
      copy_editor: await this.staff.hire(tx, 'copy_editor', passwordHash, ids.sections),
      reporter: await this.staff.hire(tx, 'reporter', passwordHash, ids.sections),
      photo_editor: await this.staff.hire(tx, 'photo_editor', passwordHash, ids.sections),
      legal: await this.staff.hire(tx, 'legal', passwordHash, ids.sections),
    };
    if (!hasAdmin) await this.staff.hire(tx, 'admin', passwordHash, ids.sections);
    await this.makeItems(tx, cast, ids, new DemoCalendar(LAST_PUBLICATION, now));
  }

  private async makeRecords(tx: EntityManager, actor: Principal, ids: DemoIds): Promise<void> {
    for (const { key, name, parent } of sections) {
      const parentId = parent === null ? null : idOf(ids.sections, parent);
      const { id } = await this.sections.create(tx, actor, { name, parentId });
      ids.sections.set(key, id);
    }
    for (const { key, name, jobTitle, bio } of authors) {
      const { id } = await this.authors.create(tx, actor, { name, jobTitle, bio });
      ids.authors.set(key, id);
    }
  }

  private async makeItems(
    tx: EntityManager,
    cast: Cast,
    ids: DemoIds,
    calendar: DemoCalendar,
  ): Promise<void> {
    const content = new DemoContent(ids, calendar);
    for (const story of captions) {
      const photoId = await this.photos.make(tx, cast[PHOTO_TEAM.writer], calendar, story);
      const id = await this.lives.live(tx, cast, calendar, {
        kind: 'photo_caption',
        story,
        team: PHOTO_TEAM,
        deskAdds: [],
        content: (given) => content.photoCaption(photoId, given),
      });
      ids.captions.set(story.key, id);
    }
    for (const story of articles) {
      const id = await this.lives.live(tx, cast, calendar, {
        kind: 'article',
        story,
        team: articleTeam(story.section),
        deskAdds: ['kicker', 'standfirst', 'tags'],
        content: (given) => content.article(given),
      });
      ids.articles.set(story.key, id);
    }
    for (const story of editorials) {
      await this.lives.live(tx, cast, calendar, {
        kind: 'editorial',
        story,
        team: LEADER_TEAM,
        deskAdds: ['standfirst', 'tags'],
        content: (given) => content.editorial(given),
      });
    }
  }
}
