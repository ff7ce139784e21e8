import type { EntityManager } from 'typeorm';
import { newId } from '../../database/id.js';
import { validationFailed } from '../../errors.js';
import { type CorrectionType, isCorrection } from '../../items/change-type.js';
import type { PublicationFacts } from '../../items/item-kind.js';
import type { Publication } from '../publication.entity.js';

/** Whether a correction still says what holds. */
export const CORRECTION_STATUSES = ['current', 'superseded', 'withdrawn'] as const;
export type CorrectionStatus = (typeof CORRECTION_STATUSES)[number];

/** The status of a row of `correction c`. */
export const CORRECTION_STATUS = `case when c.withdrawn_at is not null then 'withdrawn'
  when c.superseded_by is not null then 'superseded' else 'current' end`;

/** The status of the item's correction; null where it has none of this id. */
export async function correctionStatus(
  tx: EntityManager,
  itemId: string,
  id: string,
): Promise<CorrectionStatus | null> {
  const [row] = await tx.query<{ status: CorrectionStatus }[]>(
    `select ${CORRECTION_STATUS} as status from correction c where c.item_id = $1 and c.id = $2`,
    [itemId, id],
  );
  return row?.status ?? null;
}

/** Throws `validation_failed` unless the correction, where one is named, is a current one of the item. */
export async function checkSuperseded(tx: EntityManager, itemId: string, id: string | null): Promise<void> {
  if (id === null) return;
  const status = await correctionStatus(tx, itemId, id);
  if (status === 'current') return;
  throw validationFailed([
    status === null
      ? { pointer: '/supersedes', code: 'unknown_correction', message: 'is no correction of this item' }
      : { pointer: '/supersedes', code: 'not_current', message: `was ${status}: name a current correction` },
  ]);
}

/**
 * Writes down what the publication tells readers, if it is a correction or clarification; `supersedes` ends with it.
 * The id of the record.
 */
export async function recordCorrection(
  tx: EntityManager,
  { id, itemId, changeType, publicNote, liveFrom }: Publication,
  supersedes: string | null,
): Promise<string | null> {
  if (!isCorrection(changeType)) return null;
  const correctionId = newId();
  await tx.query(
    `insert into correction (id, item_id, publication_id, type, text, at) values ($1, $2, $3, $4, $5, $6)`,
    [correctionId, itemId, id, changeType, publicNote, liveFrom],
  );
  if (supersedes !== null) {
    await tx.query('update correction set superseded_by = $3 where item_id = $1 and id = $2', [
      itemId,
      supersedes,
      correctionId,
    ]);
  }
  return correctionId;
}

/** What is delivered with the item: its corrections and clarifications that still hold, newest first. */
export async function currentCorrections(
  tx: EntityManager,
  itemId: string,
): Promise<PublicationFacts['corrections']> {
  const rows = await tx.query<{ type: CorrectionType; text: string; at: Date }[]>(
    `select type, text, at from correction
      where item_id = $1 and superseded_by is null and withdrawn_at is null order by at desc, id desc`,
    [itemId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
