import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Keyset, type ListRequest, type Page, type SortKey } from '../../database/keyset.js';
import { SqlParameters } from '../../database/sql-parameters.js';
import type { AuditSegmentView } from '../audit.dto.js';
import { claimOf, SEGMENT_COLUMNS, type SegmentRow } from './chain-text.js';

const NEWEST_FIRST: readonly SortKey[] = [{ sql: 'audit_segment.number', type: 'bigint', descending: true }];

/** Reads the segments of the chain, newest first. */
@Injectable()
export class SegmentReader {
  constructor(private readonly keyset: Keyset) {}

  /** A page of them. */
  async page(db: EntityManager, list: ListRequest): Promise<Page<AuditSegmentView>> {
    const parameters = new SqlParameters();
    const after = this.keyset.after(list, NEWEST_FIRST, parameters);
    const rows = await db.query<SegmentRow[]>(
      `select ${SEGMENT_COLUMNS} from audit_segment where ${after}
        order by ${this.keyset.orderBy(NEWEST_FIRST)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.number]);
    return { ...page, items: page.items.map(segmentView) };
  }
}

function segmentView(row: SegmentRow): AuditSegmentView {
  return {
    ...claimOf(row),
    previousHead: row.previous_head.toString('hex'),
    digest: row.digest.toString('hex'),
    head: row.head.toString('hex'),
  };
}
