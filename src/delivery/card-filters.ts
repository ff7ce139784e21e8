import { Injectable } from '@nestjs/common';
import { type Fault, validationFailed } from '../errors.js';
import { PublishedAuthors } from '../published/published-authors.js';
import type { CardQuery } from '../published/published-cards.js';
import { PublishedSections } from '../published/published-sections.js';

/** The filters of a list of cards, in the words of readers. */
export interface FilterNames {
  section?: string | undefined;
  author?: string | undefined;
  tag?: string | undefined;
}

/** Finds what the filters of a list name. */
@Injectable()
export class CardFilters {
  constructor(
    private readonly sections: PublishedSections,
    private readonly authors: PublishedAuthors,
  ) {}

  /**
   * The filters as the list of cards takes them. A section or an author that does not exist is a mistake:
   * throws `validation_failed` naming each. A tag is whatever items carry, so that none may simply be empty.
   */
  async resolve(names: FilterNames): Promise<Pick<CardQuery, 'sectionIds' | 'authorId' | 'tag'>> {
    const [sectionIds, author] = await Promise.all([
      names.section === undefined ? null : this.subtree(names.section),
      names.author === undefined ? undefined : this.authors.find(names.author),
    ]);
    const faults: Fault[] = [];
    if (sectionIds?.length === 0) {
      faults.push({ pointer: '/section', code: 'unknown_section', message: 'is not the path of a section' });
    }
    if (author === null) {
      faults.push({ pointer: '/author', code: 'unknown_author', message: 'is not the slug of an author' });
    }
    if (faults.length > 0) throw validationFailed(faults);
    return { sectionIds, authorId: author?.id ?? null, tag: names.tag ?? null };
  }

  /** A path that a section had before stands for the section: feeds and pages that were set up with it go on. */
  private async subtree(path: string): Promise<string[]> {
    const ids = await this.sections.subtree(path);
    if (ids.length > 0) return ids;
    const present = await this.sections.movedTo(path);
    return present === null ? [] : this.sections.subtree(present);
  }
}
