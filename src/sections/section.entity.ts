import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** Where readers find an item: a node of a tree of at most six levels. */
@Entity('section')
@Unique('section_path_key', ['path'])
@Check('section_path_ends_with_slug', `path = slug or path like '%/' || slug`)
@Check('section_root_has_no_parent', `(parent_id is null) = (position('/' in path) = 0)`)
@Check('section_depth', `array_length(string_to_array(path, '/'), 1) <= 6`)
@Index('section_parent_id_idx', ['parentId'])
@Index('section_path_prefix_idx', { synchronize: false })
export class Section {
  @PrimaryColumn('uuid')
  id: string;

  /** Behind the ETag. Goes up with the path too, so a moved section moves the versions of all below it. */
  @Column('integer', { default: 1 })
  version: number;

  @Column('text')
  name: string;

  @Column('text')
  slug: string;

  @Column('uuid', { nullable: true })
  @ForeignKey('Section', { name: 'section_parent_id_fkey', onDelete: 'RESTRICT' })
  parentId: string | null;

  /** The slugs from the root down to this section: `opinion/editorial`. */
  @Column('text')
  path: string;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  modifiedAt: Date;
}
