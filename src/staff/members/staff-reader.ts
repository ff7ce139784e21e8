import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Keyset, type ListRequest, type Page, type SortKey } from '../../database/keyset.js';
import { SqlParameters } from '../../database/sql-parameters.js';
import { notFound } from '../../errors.js';
import { type StaffMemberRecord, type StaffMemberView, staffMemberView } from './staff-member.dto.js';

/** In the order in which they were made: ids are UUIDv7. */
const BY_ID: readonly SortKey[] = [{ sql: 'id', type: 'uuid', descending: false }];

const COLUMNS = `id, version, name, email, active,
  coalesce((
    select json_agg(json_build_object('role', role_key, 'sectionId', section_id) order by staff_role.id)
      from staff_role where staff_id = staff_member.id), '[]'::json) as roles`;

/** Reads members of staff with their roles. */
@Injectable()
export class StaffReader {
  constructor(private readonly keyset: Keyset) {}

  /** The member. Throws `not_found`. */
  async byId(db: EntityManager, id: string): Promise<StaffMemberRecord> {
    const [member] = await db.query<StaffMemberRecord[]>(
      `select ${COLUMNS} from staff_member where id = $1`,
      [id],
    );
    if (!member) throw notFound('member of staff');
    return member;
  }

  /** A page of all members, inactive ones too. */
  async list(db: EntityManager, list: ListRequest): Promise<Page<StaffMemberView>> {
    const parameters = new SqlParameters();
    const after = this.keyset.after(list, BY_ID, parameters);
    const rows = await db.query<StaffMemberRecord[]>(
      `select ${COLUMNS} from staff_member
        where ${after} order by ${this.keyset.orderBy(BY_ID)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.id]);
    return { ...page, items: page.items.map(staffMemberView) };
  }
}
