import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Photo } from '../photo.entity.js';

/**
 * All renditions of a photo for one purpose: with the text of one live photo caption for readers, or with that of the
 * photo's own metadata for staff. What its pictures look like and say follows from the row, and the row's hash from
 * that: another text or another focal point makes another set, so that an address never changes its bytes.
 */
@Entity('rendition_set')
@Check('rendition_set_hash_form', `"hash" ~ '^[0-9a-f]{32}$'`)
@Index('rendition_set_current_key', ['itemId'], { unique: true, where: 'is_current' })
@Index('rendition_set_staff_key', ['photoId'], { unique: true, where: 'is_current and item_id is null' })
@Index('rendition_set_photo_id_idx', ['photoId'])
export class RenditionSet {
  @PrimaryColumn('text')
  hash: string;

  @Column('uuid')
  @ForeignKey(() => Photo, { name: 'rendition_set_photo_id_fkey', onDelete: 'CASCADE' })
  photoId: string;

  /** The photo caption; null in the set for staff. */
  @Column('uuid', { nullable: true })
  @ForeignKey('Item', { name: 'rendition_set_item_id_fkey', onDelete: 'RESTRICT' })
  itemId: string | null;

  /** The packet that is written into each file. */
  @Column('text')
  xmp: string;

  @Column('double precision', { nullable: true })
  focalX: number | null;

  @Column('double precision', { nullable: true })
  focalY: number | null;

  /** Whether these are the ones to be shown: the sets before it only lead here. */
  @Column('boolean')
  isCurrent: boolean;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt: Date;
}
