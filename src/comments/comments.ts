import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsNull, type EntityManager } from 'typeorm';
import type { Principal } from '../access/principal.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { newId } from '../database/id.js';
import { Keyset, type ListRequest, type Page, type SortKey } from '../database/keyset.js';
import { SqlParameters } from '../database/sql-parameters.js';
import { DomainError, notFound } from '../errors.js';
import { ItemGate } from '../items/item-gate.js';
import { PersonView } from '../items/item-view.js';
import { Comment } from './comment.entity.js';

/** A comment as answers show it. */
export class CommentView {
  id: string;
  blockId: string | null;
  text: string;
  by: PersonView;
  at: string;
  @ApiProperty({ type: PersonView, nullable: true })
  resolvedBy: PersonView | null;
  resolvedAt: string | null;
}

/** A page of comments, oldest first. */
export class CommentPage {
  items: CommentView[];
  nextCursor: string | null;
}

interface CommentRow {
  id: string;
  block_id: string | null;
  text: string;
  by: PersonView;
  written_at: Date;
  resolved_by: PersonView | null;
  resolved_at: Date | null;
}

const OLDEST_FIRST: SortKey[] = [
  { sql: 'c.written_at', type: 'timestamptz', descending: false },
  { sql: 'c.id', type: 'uuid', descending: false },
];

const COMMENT = `
  select c.id, c.block_id, c.text, c.written_at, c.resolved_at,
         jsonb_build_object('id', w.id, 'name', w.name) as by,
         case when r.id is not null then jsonb_build_object('id', r.id, 'name', r.name) end as resolved_by
    from comment c join staff_member w on w.id = c.written_by
    left join staff_member r on r.id = c.resolved_by`;

/** Comments on items. They move no version: talk is no change to the item. */
@Injectable()
export class Comments {
  constructor(
    private readonly gate: ItemGate,
    private readonly audit: AuditTrail,
    private readonly keyset: Keyset,
  ) {}

  /** Writes a comment and returns its id. Throws as `ItemGate.discuss` does. */
  async write(
    tx: EntityManager,
    actor: Principal,
    itemId: string,
    comment: { text: string; blockId?: string | null },
  ): Promise<string> {
    await this.gate.discuss(tx, actor, itemId);
    return this.append(tx, actor, itemId, comment);
  }

  /** The comment that another verb leaves, on an item that was opened for it. Returns the comment's id. */
  async append(
    tx: EntityManager,
    actor: Principal,
    itemId: string,
    { text, blockId }: { text: string; blockId?: string | null },
  ): Promise<string> {
    const id = newId();
    await tx.insert(Comment, {
      id,
      itemId,
      text,
      blockId: blockId ?? null,
      writtenBy: actor.staffId,
      writtenAt: () => 'clock_timestamp()',
    });
    await this.audit.record(tx, actor, { action: 'comment', itemId, details: { commentId: id } });
    return id;
  }

  /** Marks a comment as dealt with. Throws as `ItemGate.discuss` does, then `not_found` or `already_resolved`. */
  async resolve(tx: EntityManager, actor: Principal, itemId: string, id: string): Promise<void> {
    await this.gate.discuss(tx, actor, itemId);
    const result = await tx.update(
      Comment,
      { id, itemId, resolvedAt: IsNull() },
      { resolvedBy: actor.staffId, resolvedAt: () => 'clock_timestamp()' },
    );
    if (result.affected !== 1) {
      const exists = await tx.getRepository(Comment).existsBy({ id, itemId });
      throw exists ? new DomainError('already_resolved') : notFound('comment');
    }
    await this.audit.record(tx, actor, { action: 'comment.resolve', itemId, details: { commentId: id } });
  }

  /** One comment. Throws `not_found`. Who may read it is the gate's to say. */
  async view(tx: EntityManager, itemId: string, id: string): Promise<CommentView> {
    const [row] = await tx.query<CommentRow[]>(`${COMMENT} where c.item_id = $1 and c.id = $2`, [itemId, id]);
    if (!row) throw notFound('comment');
    return present(row);
  }

  /** An item's comments, oldest first. Who may read them is the gate's to say. */
  async list(tx: EntityManager, itemId: string, list: ListRequest): Promise<Page<CommentView>> {
    const parameters = new SqlParameters();
    const rows = await tx.query<CommentRow[]>(
      `${COMMENT} where c.item_id = ${parameters.add(itemId)}
          and ${this.keyset.after(list, OLDEST_FIRST, parameters)}
        order by ${this.keyset.orderBy(OLDEST_FIRST)} limit ${parameters.add(list.limit + 1)}`,
      parameters.values,
    );
    const page = this.keyset.page(list, rows, (row) => [row.written_at, row.id]);
    return { ...page, items: page.items.map(present) };
  }
}

function present(row: CommentRow): CommentView {
  return {
    id: row.id,
    blockId: row.block_id,
    text: row.text,
    by: row.by,
    at: row.written_at.toISOString(),
    resolvedBy: row.resolved_by,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
  };
}
