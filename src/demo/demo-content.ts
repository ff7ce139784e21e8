import type { ArticleContent } from '../articles/article-content.js';
import type { EditorialContent } from '../editorials/editorial-content.js';
import type { PhotoCaptionContent } from '../photo-captions/photo-caption-content.js';
import { demoBody } from './demo-body.js';
import type { DemoCalendar } from './demo-calendar.js';
import { idOf, type DemoIds } from './demo-ids.js';
import type { DemoArticleContent, DemoCaptionContent, DemoEditorialContent } from './stories/story.js';

/** What was written by keys and for one autumn, as content: with ids, and in the calendar of this start. */
export class DemoContent {
  constructor(
    private readonly ids: DemoIds,
    private readonly calendar: DemoCalendar,
  ) {}

  /** What the desk writes itself, where it is given; who, when and where is in the photo's own metadata. */
  photoCaption(photoId: string, given: Partial<DemoCaptionContent>): Partial<PhotoCaptionContent> {
    const { description, creditLine, altText, extendedDescription } = given;
    return { photoId, description, creditLine, altText, extendedDescription };
  }

  /** The members that are given, and no others. */
  article(given: Partial<DemoArticleContent>): Partial<ArticleContent> {
    const { headline, kicker, standfirst, slugline, dateline, source, tags, language, leadPhoto } = given;
    return {
      headline,
      kicker,
      standfirst,
      slugline,
      source,
      tags,
      language,
      dateline: dateline && {
        ...dateline,
        date: dateline.date === undefined ? undefined : this.calendar.day(dateline.date),
      },
      byline: this.byline(given.byline),
      sectionId: given.section && idOf(this.ids.sections, given.section),
      body: given.body && demoBody(given.body, this.ids.captions),
      leadPhoto: leadPhoto && {
        photoCaptionId: idOf(this.ids.captions, leadPhoto.caption),
        caption: leadPhoto.override ?? null,
      },
      related: given.related?.map((key) => ({ itemId: idOf(this.ids.articles, key) })),
    };
  }

  /** The members that are given, and no others. */
  editorial(given: Partial<DemoEditorialContent>): Partial<EditorialContent> {
    const { headline, standfirst, slugline, tags, language, editionRank } = given;
    return {
      headline,
      standfirst,
      slugline,
      tags,
      language,
      editionRank,
      sectionId: given.section && idOf(this.ids.sections, given.section),
      editionDate: given.editionDate && this.calendar.day(given.editionDate),
      body: given.body && demoBody(given.body, this.ids.captions),
    };
  }

  private byline(byline: DemoArticleContent['byline'] | undefined): ArticleContent['byline'] | undefined {
    if (!byline || 'text' in byline) return byline;
    return { authors: byline.authors.map((key) => ({ authorId: idOf(this.ids.authors, key) })) };
  }
}
