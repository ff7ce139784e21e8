import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * That somebody has answered for an end of rights is a mark of its own: the pictures are shown by it. The time of a publication
 * does not tell, since an end can be stated that lies before it.
 */
export class AnswerForEndedRights1790000031500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table rights_mark drop constraint rights_mark_step,
        add constraint rights_mark_step check (step in ('ending', 'ended', 'answered'));
      insert into rights_mark (item_id, photo_id, valid_until, step)
        select i.id, p.id, p.rights_valid_until, 'answered'
          from item i join photo_use u on u.item_id = i.id and u.revision = i.live_revision
          join photo p on p.id = u.photo_id
          join publication b on b.item_id = i.id and b.live_to is null
         where b.live_from >= p.rights_valid_until;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      update rights_mark m set step = 'ended' where step = 'answered' and not exists (select from rights_mark other
        where (other.photo_id, other.item_id, other.valid_until) = (m.photo_id, m.item_id, m.valid_until)
          and other.step = 'ended');
      delete from rights_mark where step = 'answered';
      alter table rights_mark drop constraint rights_mark_step,
        add constraint rights_mark_step check (step in ('ending', 'ended'));
    `);
  }
}
