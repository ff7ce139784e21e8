import { Global, Module } from '@nestjs/common';
import { LiveDocuments } from './live-documents.js';
import { PublicationClock } from './publication-clock.js';
import { PublishedAddresses } from './published-addresses.js';
import { PublishedAuthors } from './published-authors.js';
import { PublishedCards } from './published-cards.js';
import { PublishedCorrections } from './published-corrections.js';
import { PublishedReader } from './published-reader.js';
import { PublishedRenditions } from './published-renditions.js';
import { PublishedSections } from './published-sections.js';
import { PublishedStories } from './published-stories.js';
import { ReaderStatements } from './replicas/reader-statements.js';
import { PublishedSearch } from './search/published-search.js';
import { SearchIndex } from './search/search-index.js';
import { Spelling } from './search/spelling.js';
import { StaleDocuments } from './stale-documents.js';

const providers = [
  PublicationClock,
  ReaderStatements,
  PublishedReader,
  LiveDocuments,
  PublishedCards,
  PublishedStories,
  PublishedAddresses,
  PublishedSections,
  PublishedAuthors,
  PublishedCorrections,
  PublishedSearch,
  Spelling,
  SearchIndex,
  PublishedRenditions,
  StaleDocuments,
];

/** Everything that has been published, to read: all that delivery has to go by; and the marks of what is stale. */
@Global()
@Module({ providers, exports: providers })
export class PublishedModule {}
