import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** The desk's talk about an item, optionally on one block of its body. */
@Entity('comment')
@Check('comment_resolved_whole', '("resolved_by" is null) = ("resolved_at" is null)')
@Index('comment_item_id_idx', ['itemId', 'writtenAt', 'id'])
export class Comment {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  @ForeignKey('Item', { name: 'comment_item_id_fkey', onDelete: 'RESTRICT' })
  itemId: string;

  @Column('text', { nullable: true })
  blockId: string | null;

  @Column('text')
  text: string;

  @Column('uuid')
  @ForeignKey('StaffMember', { name: 'comment_written_by_fkey' })
  writtenBy: string;

  @Column('timestamp with time zone', { precision: 3 })
  writtenAt: Date;

  @Column('uuid', { nullable: true })
  @ForeignKey('StaffMember', { name: 'comment_resolved_by_fkey' })
  resolvedBy: string | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  resolvedAt: Date | null;
}
