import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A named set of permissions that members are granted. */
@Entity('role')
export class Role {
  @PrimaryColumn('text')
  key: string;

  /** Behind the ETag. */
  @Column('integer', { default: 1 })
  version: number;

  @Column('text')
  name: string;

  /** Permission rules as text: `item.edit:own`. */
  @Column('text', { array: true })
  permissions: string[];

  /** Comes with the system: may be changed, not removed. */
  @Column('boolean', { default: false })
  seeded: boolean;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  modifiedAt: Date;
}
