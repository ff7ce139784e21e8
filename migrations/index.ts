import type { MigrationInterface } from 'typeorm';
import { CreateStaffAndRecords1790000001000 } from './1790000001000-create-staff-and-records.js';
import { CreateItems1790000002000 } from './1790000002000-create-items.js';
import { CreatePublished1790000003000 } from './1790000003000-create-published.js';
import { SeedRoles1790000004000 } from './1790000004000-seed-roles.js';
import { GuardAddresses1790000011000 } from './1790000011000-guard-addresses.js';
import { CreateSchedules1790000012000 } from './1790000012000-create-schedules.js';
import { AddEmbargoAndHolds1790000013000 } from './1790000013000-add-embargo-and-holds.js';
import { RecordShownRevisions1790000014000 } from './1790000014000-record-shown-revisions.js';
import { CreateLocksAndPreviewLinks1790000016000 } from './1790000016000-create-locks-and-preview-links.js';
import { CreateAuditSegments1790000017000 } from './1790000017000-create-audit-segments.js';
import { CreateCorrections1790000018000 } from './1790000018000-create-corrections.js';
import { CreateRedirects1790000018100 } from './1790000018100-create-redirects.js';
import { KeepFormerSectionPaths1790000018200 } from './1790000018200-keep-former-section-paths.js';
import { CreatePhotos1790000020000 } from './1790000020000-create-photos.js';
import { PlaceGalleries1790000021000 } from './1790000021000-place-galleries.js';
import { CreatePropagations1790000022000 } from './1790000022000-create-propagations.js';
import { IndexPhotos1790000023000 } from './1790000023000-index-photos.js';
import { MarkRightsEnds1790000024000 } from './1790000024000-mark-rights-ends.js';
import { CreateRenditionSets1790000025000 } from './1790000025000-create-rendition-sets.js';
import { CreateSearch1790000027000 } from './1790000027000-create-search.js';
import { SearchDrafts1790000027100 } from './1790000027100-search-drafts.js';
import { NumberWhatReadersSee1790000029000 } from './1790000029000-number-what-readers-see.js';
import { NumberStoriesForSitemaps1790000030000 } from './1790000030000-number-stories-for-sitemaps.js';
import { AnswerForEndedRights1790000031500 } from './1790000031500-answer-for-ended-rights.js';
import { BoundSearches1790000032000 } from './1790000032000-bound-searches.js';
import { LookUpWordsSoon1790000032100 } from './1790000032100-look-up-words-soon.js';
import { FindForTheDesk1790000032200 } from './1790000032200-find-for-the-desk.js';
import { TellWhereItemsComeIn1790000033000 } from './1790000033000-tell-where-items-come-in.js';
import { ListByAuthorAndTag1790000034000 } from './1790000034000-list-by-author-and-tag.js';

/** Every migration, in the order in which it runs. */
export const migrations: (new () => MigrationInterface)[] = [
  CreateStaffAndRecords1790000001000,
  CreateItems1790000002000,
  CreatePublished1790000003000,
  SeedRoles1790000004000,
  GuardAddresses1790000011000,
  CreateSchedules1790000012000,
  AddEmbargoAndHolds1790000013000,
  RecordShownRevisions1790000014000,
  CreateLocksAndPreviewLinks1790000016000,
  CreateAuditSegments1790000017000,
  CreateCorrections1790000018000,
  CreateRedirects1790000018100,
  KeepFormerSectionPaths1790000018200,
  CreatePhotos1790000020000,
  PlaceGalleries1790000021000,
  CreatePropagations1790000022000,
  IndexPhotos1790000023000,
  MarkRightsEnds1790000024000,
  CreateRenditionSets1790000025000,
  CreateSearch1790000027000,
  SearchDrafts1790000027100,
  NumberWhatReadersSee1790000029000,
  NumberStoriesForSitemaps1790000030000,
  AnswerForEndedRights1790000031500,
  BoundSearches1790000032000,
  LookUpWordsSoon1790000032100,
  FindForTheDesk1790000032200,
  TellWhereItemsComeIn1790000033000,
  ListByAuthorAndTag1790000034000,
];
