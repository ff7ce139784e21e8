import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A photo caption can be placed in a gallery too. */
export class PlaceGalleries1790000021000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table reference drop constraint reference_role,
        add constraint reference_role check (role in ('byline', 'lead_photo', 'gallery', 'photo', 'related'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      delete from reference where role = 'gallery';
      alter table reference drop constraint reference_role,
        add constraint reference_role check (role in ('byline', 'lead_photo', 'photo', 'related'));
    `);
  }
}
