import { Module } from '@nestjs/common';
import { Answers } from './answers.js';
import { AnswerFront } from './hot/answer-front.js';
import { DirectDocuments } from './hot/direct-documents.js';
import { Fills } from './hot/fills.js';
import { KeptAnswers } from './hot/kept-answers.js';
import { CardFilters } from './card-filters.js';
import { DeliveredArticlesController } from './delivered-articles.controller.js';
import { DeliveredAuthorsController } from './delivered-authors.controller.js';
import { DeliveredCorrectionsController } from './delivered-corrections.controller.js';
import { DeliveredEditorialsController } from './delivered-editorials.controller.js';
import { DeliveredPhotoCaptionsController } from './delivered-photo-captions.controller.js';
import { DeliveredSearchController } from './delivered-search.controller.js';
import { DeliveredRenditionsController } from './delivered-renditions.controller.js';
import { DeliveredSectionsController } from './delivered-sections.controller.js';
import { Feeds } from './feeds/feeds.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { SitemapsController } from './sitemaps/sitemaps.controller.js';
import { SearchFiltering } from './search-filtering.js';

/** The public API: published documents and nothing else. */
@Module({
  controllers: [
    DeliveredRenditionsController,
    DeliveredArticlesController,
    DeliveredEditorialsController,
    DeliveredPhotoCaptionsController,
    DeliveredSectionsController,
    DeliveredAuthorsController,
    DeliveredCorrectionsController,
    DeliveredSearchController,
    FeedsController,
    SitemapsController,
  ],
  providers: [AnswerFront, DirectDocuments, Fills, KeptAnswers, Answers, CardFilters, SearchFiltering, Feeds],
})
export class DeliveryModule {}
