import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Config } from '../../config.js';

/** What is to be done about an end of rights: to tell that it is near, or what the newsroom has settled for then. */
export type RightsStep = 'ending' | 'ended';

/** A live photo caption whose photo's rights end soon, or have ended, and nothing was done about it yet. */
export interface RightsEnd {
  itemId: string;
  /** That is live. */
  revision: number;
  photoId: string;
  validUntil: Date;
  step: RightsStep;
  /** The live items that place the caption. */
  liveUses: number;
}

const LIVE_CAPTION = `
  from photo p join photo_use u on u.photo_id = p.id
  join item i on i.id = u.item_id and i.live_revision = u.revision`;
const STEP = `case when p.rights_valid_until <= statement_timestamp() then 'ended' else 'ending' end`;
/** `$1` is the hours beforehand that an end is told of. */
const DUE = `p.rights_valid_until <= statement_timestamp() + $1 * interval '1 hour'
  and not exists (select from rights_mark m
    where m.photo_id = p.id and m.item_id = i.id and m.valid_until = p.rights_valid_until
      and m.step in (${STEP}, 'answered'))`;

/** The ends of the rights to photos that are live, by the database's clock: those of the processes may be apart. */
@Injectable()
export class RightsEnds {
  private readonly hoursBefore: number;

  constructor(
    private readonly dataSource: DataSource,
    { rightsWarningDays }: Config,
  ) {
    this.hoursBefore = rightsWarningDays * 24;
  }

  /** The captions that something is to be done about, those first whose rights end first; without `postponed`. */
  async captions(limit: number, postponed: readonly string[]): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `select i.id ${LIVE_CAPTION} where ${DUE} and i.id <> all($2::uuid[])
        order by p.rights_valid_until, i.id limit $3`,
      [this.hoursBefore, postponed, limit],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * How many milliseconds it is until rights end, or are to be told of; null if no end is known. Whether the photo is
   * live by then is not asked: its caption may still go out.
   */
  async untilNext(): Promise<number | null> {
    const [row] = await this.dataSource.query<{ ms: number | null }[]>(
      `select extract(epoch from min(at) - clock_timestamp())::float8 * 1000 as ms from (
         (select min(rights_valid_until) as at from photo where rights_valid_until > statement_timestamp())
         union all
         (select min(rights_valid_until) - $1 * interval '1 hour' from photo
           where rights_valid_until > statement_timestamp() + $1 * interval '1 hour')) ends`,
      [this.hoursBefore],
    );
    return row?.ms ?? null;
  }

  /** What is to be done about the caption, which the caller has locked; the photo's rights stay as they are until then. */
  async lockDue(tx: EntityManager, itemId: string): Promise<RightsEnd | null> {
    const [row] = await tx.query<RightsEnd[]>(
      `select i.id as "itemId", i.live_revision as revision, p.id as "photoId", p.rights_valid_until as "validUntil",
              ${STEP} as step,
              (select count(distinct r.item_id)::integer from reference r
                where r.target_item_id = i.id and r.state = 'live') as "liveUses"
         ${LIVE_CAPTION} where ${DUE} and i.id = $2 for share of p`,
      [this.hoursBefore, itemId],
    );
    return row ?? null;
  }
}

/** Says that it was done, in the transaction that does it. */
export async function markDone(
  tx: EntityManager,
  { photoId, itemId, validUntil, step }: RightsEnd,
): Promise<void> {
  await tx.query('insert into rights_mark (photo_id, item_id, valid_until, step) values ($1, $2, $3, $4)', [
    photoId,
    itemId,
    validUntil,
    step,
  ]);
}

/**
 * Says that somebody has answered for the ends of rights to what is live of these photo captions: nothing is done about
 * them, and the pictures are shown.
 */
export async function markAnswered(tx: EntityManager, captionIds: readonly string[]): Promise<void> {
  await tx.query(
    `insert into rights_mark (photo_id, item_id, valid_until, step)
     select p.id, i.id, p.rights_valid_until, 'answered'
       ${LIVE_CAPTION} where i.id = any($1::uuid[]) and p.rights_valid_until <= clock_timestamp()
      order by i.id for share of p
     on conflict do nothing`,
    [captionIds],
  );
}
