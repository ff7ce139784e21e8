import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { parseInstant } from '../http/instant.js';
import { AuditEntryView, AuditQuery, HistoryEntryView } from './audit.dto.js';

const NEWEST_FIRST: readonly SortKey[] = [{ sql: 'audit_entry.id', type: 'bigint', descending: true }];

/** A row as the trail is shown. */
export interface AuditRow {
  id: string;
  at: Date;
  action: string;
  actor_id: string | null;
  actor_name: string | null;
  item_id: string | null;
  revision: number | null;
  subject_kind: string | null;
  subject_id: string | null;
  details: Record<string, unknown>;
}

/** Reads the audit trail, newest first. */
@Injectable()
export class AuditReader {
  constructor(private readonly keyset: Keyset) {}

  /** A page of the entries that the query asks for. */
  async page(db: EntityManager, list: ListRequest, query: AuditQuery): Promise<Page<AuditEntryView>> {
    const parameters = new SqlParameters();
    const conditions = [
      ...auditFilters(query, parameters),
      this.keyset.after(list, NEWEST_FIRST, parameters),
    ];
    const rows = await read(db, conditions, parameters, list.limit + 1);
    const page = this.keyset.page(list, rows, (row) => [row.id]);
    return { ...page, items: page.items.map(entryView) };
  }

  /** A page of what was done to one item; whether the caller may see it is decided before. */
  async ofItem(db: EntityManager, itemId: string, list: ListRequest): Promise<Page<HistoryEntryView>> {
    const parameters = new SqlParameters();
    const conditions = [
      `audit_entry.item_id = ${parameters.add(itemId)}`,
      this.keyset.after(list, NEWEST_FIRST, parameters),
    ];
    const rows = await read(db, conditions, parameters, list.limit + 1);
    const page = this.keyset.page(list, rows, (row) => [row.id]);
    return { ...page, items: page.items.map(historyView) };
  }
}

/** The conditions of the query on `audit_entry`. */
export function auditFilters(query: AuditQuery, parameters: SqlParameters): string[] {
  const conditions: string[] = [];
  if (query.actor !== undefined) conditions.push(`audit_entry.actor_id = ${parameters.add(query.actor)}`);
  if (query.item !== undefined) conditions.push(`audit_entry.item_id = ${parameters.add(query.item)}`);
  if (query.action !== undefined) conditions.push(`audit_entry.action = ${parameters.add(query.action)}`);
  if (query.from !== undefined) {
    conditions.push(`audit_entry.at >= ${parameters.add(parseInstant(query.from))}`);
  }
  if (query.to !== undefined) conditions.push(`audit_entry.at < ${parameters.add(parseInstant(query.to))}`);
  return conditions;
}

async function read(
  db: EntityManager,
  conditions: readonly string[],
  parameters: SqlParameters,
  limit: number,
): Promise<AuditRow[]> {
  return db.query<AuditRow[]>(
    `select audit_entry.id, at, action, actor_id, staff_member.name as actor_name, item_id, revision,
            subject_kind, subject_id, details
       from audit_entry left join staff_member on staff_member.id = audit_entry.actor_id
      where ${['true', ...conditions].join(' and ')}
      order by audit_entry.id desc limit ${parameters.add(limit)}`,
    parameters.values,
  );
}

function historyView(row: AuditRow): HistoryEntryView {
  return {
    id: row.id,
    action: row.action,
    actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? '' },
    at: row.at,
    ...(row.revision !== null && { revision: row.revision }),
    details: row.details,
  };
}

/** The row as an entry of the trail as a whole. */
export function entryView(row: AuditRow): AuditEntryView {
  const entry: AuditEntryView = historyView(row);
  if (row.item_id !== null) entry.itemId = row.item_id;
  if (row.subject_kind !== null && row.subject_id !== null) {
    entry.subject = { kind: row.subject_kind, id: row.subject_id };
  }
  return entry;
}
