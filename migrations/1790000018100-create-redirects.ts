import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where readers of an item that was taken off are led instead. */
export class CreateRedirects1790000018100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table redirect (
        item_id uuid primary key references item on delete restrict,
        -- Another item, wherever that is then; or somewhere on the web, or on the paper's own site.
        to_item_id uuid references item on delete restrict,
        to_url text,
        constraint redirect_one_target check (num_nonnulls(to_item_id, to_url) = 1),
        constraint redirect_not_to_itself check (to_item_id <> item_id)
      );

      -- Where the item's redirect ends: {kind, slug} of an item that is live, by its present slug or, for a kind without,
      -- its id; or {url}. One that leads to what has a redirect itself is followed on; null where it leads nowhere, as
      -- round in a circle it does.
      create function redirect_target(from_item uuid) returns jsonb language sql stable parallel safe as $$
        with recursive step as (
          select r.to_item_id, r.to_url, 1 as n from redirect r where r.item_id = from_item
          union all
          select r.to_item_id, r.to_url, step.n + 1
            from step join readable_item p on p.item_id = step.to_item_id and p.state = 'withdrawn'
              join redirect r on r.item_id = step.to_item_id
           where step.n < 10)
        select case when step.to_url is null
                 then jsonb_build_object('kind', p.kind, 'slug', coalesce(p.slug, p.item_id::text))
                 else jsonb_build_object('url', step.to_url) end
          from step left join readable_item p on p.item_id = step.to_item_id and p.state = 'live'
         where step.to_url is not null or p.item_id is not null
         order by step.n limit 1
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop function redirect_target(uuid);
      drop table redirect;
    `);
  }
}
