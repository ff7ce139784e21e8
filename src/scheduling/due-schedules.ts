import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { tryLock } from '../database/advisory-lock.js';
import type { Schedule } from '../schedules/schedule.entity.js';

/** A schedule whose time has come. */
export type DueSchedule = Pick<
  Schedule,
  'id' | 'itemId' | 'action' | 'revision' | 'at' | 'terms' | 'plannedBy' | 'scopes'
>;

const COLUMNS = `id, item_id as "itemId", action, revision, at, terms, planned_by as "plannedBy", scopes`;

/** What is due, by the database's clock: the clocks of the processes do not count, and may be apart. */
@Injectable()
export class DueSchedules {
  constructor(private readonly dataSource: DataSource) {}

  /** The items with something due, longest overdue first; without `postponed`. */
  async items(limit: number, postponed: readonly string[]): Promise<string[]> {
    const rows = await this.dataSource.query<{ item_id: string }[]>(
      `select item_id from schedule
        where outcome is null and at <= clock_timestamp() and item_id <> all($2::uuid[])
        group by item_id order by min(at), item_id limit $1`,
      [limit, postponed],
    );
    return rows.map(({ item_id }) => item_id);
  }

  /** How many milliseconds it is until something is due, negative if it is already; null if nothing is planned. */
  async untilNext(postponed: readonly string[]): Promise<number | null> {
    const [row] = await this.dataSource.query<{ ms: number | null }[]>(
      `select extract(epoch from min(at) - clock_timestamp())::float8 * 1000 as ms from schedule
        where outcome is null and item_id <> all($1::uuid[])`,
      [postponed],
    );
    return row?.ms ?? null;
  }
}

/**
 * Whether this transaction is the one to carry out what is due for the item. It is an advisory lock, and not yet the
 * schedule's row, because whoever publishes by hand locks the item first and ends its schedules then: so do we.
 */
export async function claim(tx: EntityManager, itemId: string): Promise<boolean> {
  return tryLock(tx, `schedule ${itemId}`);
}

/** The item's schedule that is due first, as it is before any lock. */
export async function firstDue(tx: EntityManager, itemId: string): Promise<DueSchedule | null> {
  const [row] = await tx.query<DueSchedule[]>(
    `select ${COLUMNS} from schedule where item_id = $1 and outcome is null and at <= clock_timestamp()
      order by at, id limit 1`,
    [itemId],
  );
  return row ?? null;
}

/** The schedule, locked, unless it has ended since, or somebody else has it. */
export async function lockDue(tx: EntityManager, id: string): Promise<DueSchedule | null> {
  const [row] = await tx.query<DueSchedule[]>(
    `select ${COLUMNS} from schedule where id = $1 and outcome is null and at <= clock_timestamp()
      for update skip locked`,
    [id],
  );
  return row ?? null;
}
