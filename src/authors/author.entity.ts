import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A place on the web that an author can be found at. `url` as `checkedUrl` stores it. */
export interface AuthorLink {
  label: string;
  url: string;
}

/** A byline profile; may or may not be a member of staff. */
@Entity('author')
@Unique('author_slug_key', ['slug'])
@Index('author_name_idx', ['name', 'id'])
export class Author {
  @PrimaryColumn('uuid')
  id: string;

  /** Behind the ETag. */
  @Column('integer', { default: 1 })
  version: number;

  @Column('text')
  name: string;

  @Column('text')
  slug: string;

  @Column('text', { nullable: true })
  jobTitle: string | null;

  @Column('text', { nullable: true })
  bio: string | null;

  /** For the desk; never delivered. */
  @Column('text', { nullable: true })
  email: string | null;

  @Column('jsonb', { default: [] })
  links: AuthorLink[];

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  modifiedAt: Date;
}
