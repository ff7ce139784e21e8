import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { waitForLock } from '../database/advisory-lock.js';
import { notFound, validationFailed } from '../errors.js';
import { settleSlug } from '../text/settle-slug.js';
import { depthOf, pathBelow } from '../text/section-path.js';
import { Section } from './section.entity.js';

/** The tree of sections as a change needs it: locked, looked at, moved. */
@Injectable()
export class SectionTree {
  /** Whoever changes the tree does so alone: two moves that are fine one by one can make a circle together. */
  async lock(tx: EntityManager): Promise<void> {
    await waitForLock(tx, 'the tree of sections');
  }

  /** Publications hold their section FOR SHARE: each is over, and gets marked, or waits and sees the change. */
  async lockSubtree(tx: EntityManager, path: string): Promise<void> {
    await tx.query(
      `select 1 from section where path = $1 or path like $1::text || '/%' order by path for no key update`,
      [path],
    );
  }

  /** Throws `not_found`. */
  async load(tx: EntityManager, id: string): Promise<Section> {
    const section = await tx.getRepository(Section).findOneBy({ id });
    if (!section) throw notFound('section');
    return section;
  }

  /** The section that a body names as parent; null for the root. Throws `validation_failed` for an unknown one. */
  async parent(tx: EntityManager, id: string | null): Promise<Section | null> {
    if (id === null) return null;
    const parent = await tx.getRepository(Section).findOneBy({ id });
    if (parent) return parent;
    throw validationFailed([
      { pointer: '/parentId', code: 'unknown_section', message: 'is not the id of a section' },
    ]);
  }

  /** A slug that is free below the parent; `self` is the path of the section that is changed. */
  async slug(
    tx: EntityManager,
    parent: Section | null,
    name: string,
    given: string | null,
    self: string | null = null,
  ): Promise<string> {
    return settleSlug(given, name, 'section', async (slug) => {
      const path = pathBelow(parent?.path ?? null, slug);
      return path !== self && (await tx.getRepository(Section).existsBy({ path }));
    });
  }

  /** How many levels lie below the section at the path; 0 where it has no children. */
  async levelsBelow(tx: EntityManager, path: string): Promise<number> {
    const [row] = await tx.query<{ deepest: number | null }[]>(
      `select max(array_length(string_to_array(path, '/'), 1)) as deepest
         from section where path like $1::text || '/%'`,
      [path],
    );
    return row?.deepest ? row.deepest - depthOf(path) : 0;
  }

  /** Takes all below the section at `from` along to `to`. */
  async moveBelow(tx: EntityManager, from: string, to: string): Promise<void> {
    await tx.query(
      `update section
          set path = $2::text || substr(path, length($1::text) + 1), version = version + 1, modified_at = now()
        where path like $1::text || '/%'`,
      [from, to],
    );
  }

  /** Keeps where the section and all below it were, once they are moved; what they come to be at is nobody's former path. */
  async keepFormerPaths(tx: EntityManager, from: string, to: string): Promise<void> {
    await tx.query(
      `insert into former_section_path (path, section_id)
         select $1::text || substr(path, length($2::text) + 1), id from section
          where path = $2 or path like $2::text || '/%'
       on conflict (path) do update set section_id = excluded.section_id`,
      [from, to],
    );
    await this.takeOver(tx, to);
  }

  /** A section that comes to be at a path, with all below it, takes over what others have left there. */
  async takeOver(tx: EntityManager, path: string): Promise<void> {
    await tx.query(
      `delete from former_section_path f
        where (f.path = $1 or f.path like $1::text || '/%') and exists (select from section s where s.path = f.path)`,
      [path],
    );
  }
}
