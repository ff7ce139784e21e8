import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/**
 * Which revision an item showed from a version on, until the next row. The database writes these rows itself when an
 * item changes, and refuses every change to them.
 */
@Entity('shown_revision')
@Check('shown_revision_since_version', '"since_version" >= 1')
@ForeignKey('Revision', ['itemId', 'revision'], ['itemId', 'number'], {
  name: 'shown_revision_is_own_revision',
  deferrable: 'INITIALLY DEFERRED',
})
export class ShownRevision {
  @PrimaryColumn('uuid')
  @ForeignKey('Item', { name: 'shown_revision_item_id_fkey', onDelete: 'RESTRICT' })
  itemId: string;

  @PrimaryColumn('integer')
  sinceVersion: number;

  @Column('integer')
  revision: number;
}
