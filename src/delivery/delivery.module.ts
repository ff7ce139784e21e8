import { Module } from '@nestjs/common';
import { Answers } from './answers.js';
import { CardFilters } from './card-filters.js';
import { DeliveredArticlesController } from './delivered-articles.controller.js';
import { DeliveredAuthorsController } from './delivered-authors.controller.js';
import { DeliveredCorrectionsController } from './delivered-corrections.controller.js';
import { DeliveredEditorialsController } from './delivered-editorials.controller.js';
import { DeliveredPhotoCaptionsController } from './delivered-photo-captions.controller.js';
import { DeliveredSectionsController } from './delivered-sections.controller.js';

/** The public API: published documents and nothing else. */
@Module({
  controllers: [
    DeliveredArticlesController,
    DeliveredEditorialsController,
    DeliveredPhotoCaptionsController,
    DeliveredSectionsController,
    DeliveredAuthorsController,
    DeliveredCorrectionsController,
  ],
  providers: [Answers, CardFilters],
})
export class DeliveryModule {}
