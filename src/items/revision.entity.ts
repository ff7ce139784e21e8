import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ItemContent } from './item-kind.js';

/** One immutable saved state of an item's content. The database refuses every change to it. */
@Entity('revision')
@Check('revision_number', '"number" >= 1')
@Check('revision_base', '"base" < "number"')
export class Revision {
  @PrimaryColumn('uuid')
  @ForeignKey('Item', { name: 'revision_item_id_fkey', onDelete: 'RESTRICT' })
  itemId: string;

  /** 1, 2, 3 … within the item. */
  @PrimaryColumn('integer')
  number: number;

  /** The revision it was made from; null for the first. */
  @Column('integer', { nullable: true })
  base: number | null;

  @Column('jsonb')
  content: ItemContent;

  /** The slug was set by hand and no longer follows the headline. */
  @Column('boolean', { default: false })
  slugByHand: boolean;

  /** SHA-256 of the content, hexadecimal: the revision's ETag. */
  @Column('text')
  hash: string;

  @Column('text', { nullable: true })
  changeNote: string | null;

  @Column('integer', { nullable: true })
  restoredFrom: number | null;

  @Column('uuid')
  @ForeignKey('StaffMember', { name: 'revision_saved_by_fkey' })
  savedBy: string;

  @Column('timestamp with time zone', { precision: 3 })
  savedAt: Date;
}
