import type { EntityManager } from 'typeorm';
import type { ResolvedCaption } from '../../content/reference.js';
import type { Refusal } from '../../workflow/action-facts.js';

interface RightsRow {
  id: string;
  filename: string;
  valid_from: Date | null;
  valid_until: Date | null;
}

/** Whether the rights are asked for a time that is known, or for some time to come, by which they may have begun. */
export type RightsTime = Date | 'some time';

/**
 * What the rights to the photos have against a publication, one refusal for each: that they have ended or not begun at
 * the time. (Credit and alt text are required of each photo caption, whatever its photo's rights say.) A publication has
 * locked the photos by then, so that their rights stay as they are until it is through.
 */
export async function rightsBlockers(
  tx: EntityManager,
  captions: Iterable<ResolvedCaption>,
  time: RightsTime,
): Promise<Refusal[]> {
  const photoIds = new Set([...captions].flatMap(({ photoId }) => photoId ?? []));
  if (photoIds.size === 0) return [];
  const rows = await tx.query<RightsRow[]>(
    `select id, filename, rights_valid_from as valid_from, rights_valid_until as valid_until
       from photo where id = any($1::uuid[]) order by id`,
    [[...photoIds]],
  );
  const at = time === 'some time' ? new Date() : time;
  return rows.flatMap((row) => {
    const name = `the photo “${row.filename}”`;
    if (row.valid_until !== null && row.valid_until <= at) {
      return [blocked(`The rights to ${name} ended at ${row.valid_until.toISOString()}.`)];
    }
    return row.valid_from !== null && row.valid_from > at && time !== 'some time'
      ? [blocked(`The rights to ${name} begin at ${row.valid_from.toISOString()}.`)]
      : [];
  });
}

function blocked(why: string): Refusal {
  return {
    code: 'rights_blocked',
    message: `${why} Use another photo, or have whoever holds photo.rights publish it with overrideRights.`,
  };
}
