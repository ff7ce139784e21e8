import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SqlParameters } from '../database/sql-parameters.js';
import { AuditExportLine, type AuditQuery } from './audit.dto.js';
import { auditFilters, type AuditRow, entryView } from './audit-reader.js';

/** How many entries are in memory at a time while the whole trail is read. */
const CHUNK = 500;

interface ExportRow extends AuditRow {
  token_id: string | null;
  request_id: string | null;
  transaction_id: string;
  segment: string | null;
}

/** Reads the trail as it is exported: with everything that the chain covers. */
@Injectable()
export class AuditExport {
  /** All that the query asks for, newest first, a chunk at a time: reading on costs the same at any depth. */
  async *chunks(db: EntityManager, query: AuditQuery): AsyncGenerator<AuditExportLine[]> {
    for (let before: string | null = null; ;) {
      const rows: ExportRow[] = await read(db, query, before);
      if (rows.length > 0) yield rows.map(exportLine);
      if (rows.length < CHUNK) return;
      before = rows.at(-1)?.id ?? null;
    }
  }
}

async function read(db: EntityManager, query: AuditQuery, before: string | null): Promise<ExportRow[]> {
  const parameters = new SqlParameters();
  const conditions = auditFilters(query, parameters);
  if (before !== null) conditions.push(`audit_entry.id < ${parameters.add(before)}`);
  return db.query<ExportRow[]>(
    `select audit_entry.id, at, action, actor_id, staff_member.name as actor_name, item_id, revision,
            subject_kind, subject_id, details, token_id, request_id, transaction_id::text,
            (select number from audit_segment where ids @> audit_entry.id limit 1) as segment
       from audit_entry left join staff_member on staff_member.id = audit_entry.actor_id
      where ${['true', ...conditions].join(' and ')}
      order by audit_entry.id desc limit ${CHUNK}`,
    parameters.values,
  );
}

function exportLine(row: ExportRow): AuditExportLine {
  return Object.assign(entryView(row), {
    tokenId: row.token_id,
    requestId: row.request_id,
    transactionId: row.transaction_id,
    segment: row.segment,
  });
}
