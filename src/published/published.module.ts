import { Global, Module } from '@nestjs/common';
import { PublishedAuthors } from './published-authors.js';
import { PublishedCards } from './published-cards.js';
import { PublishedReader } from './published-reader.js';
import { PublishedSections } from './published-sections.js';

const readers = [PublishedReader, PublishedCards, PublishedSections, PublishedAuthors];

/** Everything that has been published, to read: all that delivery has to go by. */
@Global()
@Module({ providers: readers, exports: readers })
export class PublishedModule {}
