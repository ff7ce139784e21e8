import type { EntityManager } from 'typeorm';
import { DomainError, type Fault, validationFailed } from '../errors.js';
import { isCorrection } from '../items/change-type.js';
import type { Item } from '../items/item.entity.js';
import { checkSuperseded } from './corrections/correction-records.js';
import type { DecidedPublication } from './decided-publication.js';
import type { RepublishBody } from './publishing.dto.js';

/** What may be said with a publication. */
export interface PublicationRequest extends RepublishBody {
  /** Stated for a first publication in the past: archives and imports. */
  firstPublishedAt?: Date;
}

/** Throws where the notes do not go with the change type: a correction without a public one, a minor change with one. */
export function checkNotes({ changeType = 'minor', publicNote, supersedes }: RepublishBody): void {
  if (isCorrection(changeType) && !publicNote) throw new DomainError('public_note_required');
  if (changeType === 'minor' && publicNote) throw validationFailed([NOT_FOR_MINOR]);
  if (!isCorrection(changeType) && supersedes) throw validationFailed([ONLY_FOR_CORRECTIONS]);
}

/** Throws for a first publication that is stated to be later than now. */
export function checkNotAhead({ firstPublishedAt }: PublicationRequest, now: Date): void {
  if (firstPublishedAt && firstPublishedAt > now) throw validationFailed([IN_THE_FUTURE]);
}

/** Throws for what does not go with the item: a correction of what was never published, or of no current correction. */
export async function checkAgainst(
  tx: EntityManager,
  item: Item,
  { changeType, firstPublishedAt, supersedes }: PublicationRequest,
): Promise<void> {
  if (item.firstPublishedAt === null && changeType && isCorrection(changeType)) {
    throw validationFailed([
      {
        pointer: '/changeType',
        code: 'not_for_first_publication',
        message: `cannot be ${changeType}: the item was never published`,
      },
    ]);
  }
  if (item.firstPublishedAt !== null && firstPublishedAt) throw validationFailed([ALREADY_PUBLISHED]);
  await checkSuperseded(tx, item.id, supersedes ?? null);
}

/** What is kept of it with the publication; a first one has no change type. */
export function saidWith(
  item: Item,
  { changeType = 'minor', note = null, publicNote = null, supersedes = null, overrideRights }: RepublishBody,
): Pick<DecidedPublication, 'changeType' | 'note' | 'publicNote' | 'supersedes' | 'rightsOverride'> {
  return {
    changeType: item.firstPublishedAt === null ? 'minor' : changeType,
    note,
    publicNote,
    supersedes,
    rightsOverride: overrideRights ?? null,
  };
}

const NOT_FOR_MINOR: Fault = {
  pointer: '/publicNote',
  code: 'not_for_minor',
  message: 'would not be shown: a minor change tells readers nothing. Say correction or clarification',
};

const ONLY_FOR_CORRECTIONS: Fault = {
  pointer: '/supersedes',
  code: 'only_for_corrections',
  message: 'is for a correction or clarification, which takes the place of the one named',
};

const IN_THE_FUTURE: Fault = {
  pointer: '/firstPublishedAt',
  code: 'in_the_future',
  message: 'must not be in the future',
};

const ALREADY_PUBLISHED: Fault = {
  pointer: '/firstPublishedAt',
  code: 'already_published',
  message: 'was set when the item was first published, and never moves',
};
