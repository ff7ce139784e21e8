import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where sections were before they were renamed or moved. */
export class KeepFormerSectionPaths1790000018200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Never the present path of a section: one that comes to be at a path takes it over.
      create table former_section_path (
        path text primary key,
        section_id uuid not null references section on delete cascade
      );
      create index former_section_path_section_id_idx on former_section_path (section_id);

      create view published_former_section as
        select f.path as former_path, s.path from former_section_path f join section s on s.id = f.section_id;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop view published_former_section;
      drop table former_section_path;
    `);
  }
}
