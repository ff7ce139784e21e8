import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ItemsModule } from '../items/items.module.js';
import { SchedulesModule } from '../schedules/schedules.module.js';
import { WorkflowModule } from '../workflow/workflow.module.js';
import { ActionForecast } from './action-forecast.js';
import { AllowedActionsController } from './allowed-actions.controller.js';
import { CorrectionReader } from './corrections/correction-reader.js';
import { Corrections } from './corrections/corrections.js';
import { CorrectionsController } from './corrections/corrections.controller.js';
import { DocumentRenderer } from './rendering/document-renderer.js';
import { GoLive } from './go-live.js';
import { GoOffline } from './go-offline.js';
import { ItemPublicationsController } from './item-publications.controller.js';
import { Publication } from './publication.entity.js';
import { PublicationJudge } from './publication-judge.js';
import { PublicationReader } from './publication-reader.js';
import { PreviewLinkReader } from './previews/preview-link-reader.js';
import { PreviewLinks } from './previews/preview-links.js';
import { PreviewLinksController } from './previews/preview-links.controller.js';
import { Previews } from './previews/previews.js';
import { PreviewsController } from './previews/previews.controller.js';
import { Publish } from './publish.js';
import { PublishingController } from './publishing.controller.js';
import { Redirects } from './addresses/redirects.js';
import { RightsEndRun } from './rights/rights-end-run.js';
import { RightsEnds } from './rights/rights-ends.js';
import { RightsLoop } from './rights/rights-loop.js';
import { RightsTrail } from './rights/rights-trail.js';
import { StaleDocumentLoop } from './rendering/stale-document-loop.js';
import { StaleMarks } from './rendering/stale-marks.js';
import { PropagationReader } from './rendering/propagation-reader.js';
import { PropagationsController } from './rendering/propagations.controller.js';
import { StaleDocumentRun } from './rendering/stale-document-run.js';
import { TakeDown } from './take-down.js';

/** Publishing and taking down, and the documents that readers get. */
@Module({
  imports: [ItemsModule, SchedulesModule, WorkflowModule, TypeOrmModule.forFeature([Publication])],
  controllers: [
    PublishingController,
    ItemPublicationsController,
    AllowedActionsController,
    PropagationsController,
    CorrectionsController,
    PreviewLinksController,
    PreviewsController,
  ],
  providers: [
    ActionForecast,
    CorrectionReader,
    Corrections,
    DocumentRenderer,
    GoOffline,
    GoLive,
    PublicationJudge,
    PublicationReader,
    PreviewLinks,
    PreviewLinkReader,
    Previews,
    StaleMarks,
    Publish,
    Redirects,
    RightsEnds,
    RightsEndRun,
    RightsLoop,
    RightsTrail,
    PropagationReader,
    StaleDocumentLoop,
    StaleDocumentRun,
    TakeDown,
  ],
  exports: [PublicationJudge, Publish, TakeDown, StaleDocumentLoop],
})
export class PublishingModule {}
