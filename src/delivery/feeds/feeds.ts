import { Injectable } from '@nestjs/common';
import { Config } from '../../config.js';
import { PublishedAuthors } from '../../published/published-authors.js';
import { PublishedSections } from '../../published/published-sections.js';
import { PublishedStories } from '../../published/published-stories.js';
import { CardFilters } from '../card-filters.js';
import { type DeliveredStory, parseDelivered } from '../formats/delivered-document.js';
import { homeOf } from '../formats/site.js';
import { entranceTo } from '../hot/topics.js';
import { type Feed, feedEntry } from './feed.js';
import type { FeedQuery } from './feed-query.js';

/** Enough for whoever asks once an hour; no more, since every entry is a whole text. */
const ENTRIES = 50;

/** A feed, and what it rests on. */
export interface MadeFeed {
  feed: Feed;
  topics: string[];
}

/** Makes feeds of what readers can see now. */
@Injectable()
export class Feeds {
  constructor(
    private readonly config: Config,
    private readonly filters: CardFilters,
    private readonly stories: PublishedStories,
    private readonly sections: PublishedSections,
    private readonly authors: PublishedAuthors,
  ) {}

  /**
   * The newest stories, kept to a section or an author where the query names one. Throws `validation_failed` for one that
   * does not exist.
   */
  async make(query: FeedQuery, file: string): Promise<MadeFeed> {
    const filters = await this.filters.resolve(query);
    const [found, of] = await Promise.all([this.stories.newest(filters, ENTRIES), this.namesIn(query)]);
    const { siteName, language, publicUrl } = this.config;
    const stories = found.map(({ bytes }) => parseDelivered(bytes) as DeliveredStory);
    const feed = {
      title: [siteName, ...of].join(' · '),
      publisher: siteName,
      language,
      home: homeOf(this.config),
      self: `${publicUrl}/delivery/v1/feeds/${file}${searchOf(query)}`,
      entries: stories.map((story) => feedEntry(story, this.config)),
    };
    const entrances = (['article', 'editorial'] as const).map((kind) => entranceTo({ kind, ...filters }));
    return { feed, topics: [...found.map(({ itemId }) => itemId), ...entrances] };
  }

  private async namesIn({ section, author }: FeedQuery): Promise<string[]> {
    const [found, writer] = await Promise.all([
      section === undefined ? null : this.sections.find((await this.sections.movedTo(section)) ?? section),
      author === undefined ? null : this.authors.find(author),
    ]);
    return [found?.name, writer?.profile.name].filter((name) => name !== undefined);
  }
}

/** As one feed is asked for in one way: its address is also its identity. */
function searchOf({ section, author }: FeedQuery): string {
  const asked = new URLSearchParams({
    ...(section === undefined ? {} : { section }),
    ...(author === undefined ? {} : { author }),
  });
  return asked.size === 0 ? '' : `?${asked.toString()}`;
}
