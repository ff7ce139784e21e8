import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The seven roles that come with the system. A copy of its own: what a migration did is never edited. */
export class SeedRoles1790000004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      insert into role (key, name, seeded, permissions) values
        ('reporter', 'Reporter', true, array[
          'item.read:own', 'item.create', 'item.edit:own', 'item.submit:own', 'item.spike:own', 'photo.upload']),
        ('copy_editor', 'Copy editor', true, array[
          'item.read', 'item.create', 'item.edit', 'item.submit', 'item.review', 'item.approve', 'item.spike',
          'embargo.set', 'hold.set', 'photo.upload']),
        ('section_editor', 'Section editor', true, array[
          'item.read', 'item.create', 'item.edit', 'item.submit', 'item.review', 'item.approve',
          'item.publish', 'item.schedule', 'item.unpublish', 'item.spike', 'embargo.set', 'embargo.lift',
          'hold.set', 'lock.take_over', 'photo.upload']),
        ('photo_editor', 'Photo editor', true, array[
          'item.read', 'item.create:photo_caption', 'item.edit:photo_caption', 'item.submit:photo_caption',
          'item.review:photo_caption', 'item.approve:photo_caption', 'item.publish:photo_caption',
          'item.publish_directly:photo_caption', 'item.schedule:photo_caption',
          'item.unpublish:photo_caption', 'item.spike:photo_caption', 'photo.upload', 'photo.rights']),
        ('managing_editor', 'Managing editor', true, array[
          'item.read', 'item.create', 'item.edit', 'item.submit', 'item.review', 'item.approve',
          'item.publish', 'item.publish_directly', 'item.backdate', 'item.schedule', 'item.unpublish',
          'item.spike', 'item.kill', 'embargo.set', 'embargo.lift', 'hold.set', 'hold.release',
          'lock.take_over', 'photo.upload', 'photo.rights', 'author.write', 'section.write', 'audit.read']),
        ('legal', 'Legal', true, array[
          'item.read', 'item.kill', 'embargo.set', 'embargo.lift', 'hold.set', 'hold.release',
          'photo.rights', 'audit.read']),
        ('admin', 'Administrator', true, array[
          'item.read', 'author.write', 'section.write', 'staff.manage', 'role.manage', 'token.manage',
          'audit.read']);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`delete from staff_role where role_key in (select key from role where seeded)`);
    await db.query(`delete from role where seeded`);
  }
}
