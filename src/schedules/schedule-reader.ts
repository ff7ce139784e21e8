import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { notFound } from '../errors.js';
import { presentSchedule, type ScheduleRow, type ScheduleView } from './schedule-view.js';

const NEWEST_FIRST: SortKey[] = [
  { sql: 's.planned_at', type: 'timestamptz', descending: true },
  { sql: 's.id', type: 'uuid', descending: true },
];

const SCHEDULE = `
  select s.id, s.action, s.revision, s.at, s.time_zone, s.outcome, s.reason, s.ended_at, s.planned_at
    from schedule s`;

/** Reads what is planned for an item, and what became of what was. Who may read it is the gate's to say. */
@Injectable()
export class ScheduleReader {
  constructor(private readonly keyset: Keyset) {}

  /** An item's schedules, newest first. */
  async list(tx: EntityManager, itemId: string, list: ListRequest): Promise<Page<ScheduleView>> {
    const parameters = new SqlParameters();
    const rows = await tx.query<(ScheduleRow & { planned_at: Date })[]>(
      `${SCHEDULE} where s.item_id = ${parameters.add(itemId)}
          and ${this.keyset.after(list, NEWEST_FIRST, parameters)}
        order by ${this.keyset.orderBy(NEWEST_FIRST)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.planned_at, row.id]);
    return { ...page, items: page.items.map(presentSchedule) };
  }

  /** One schedule of the item. Throws `not_found`. */
  async view(tx: EntityManager, itemId: string, id: string): Promise<ScheduleView> {
    const [row] = await tx.query<ScheduleRow[]>(`${SCHEDULE} where s.item_id = $1 and s.id = $2`, [
      itemId,
      id,
    ]);
    if (!row) throw notFound('schedule');
    return presentSchedule(row);
  }
}
