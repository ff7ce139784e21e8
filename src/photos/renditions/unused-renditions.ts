import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { RenditionStore } from '../store/file-store.js';
import { oldFiles } from '../store/old-files.js';

/**
 * Removes pictures that nobody gets any more: those of sets that others have taken the place of, and of photo captions
 * that are not live. One that is wanted again is made again.
 */
@Injectable()
export class UnusedRenditions {
  constructor(
    private readonly db: EntityManager,
    private readonly store: RenditionStore,
  ) {}

  /** Removes those that were put there before the time, until `isStopped`; gives how many. */
  async removeOlderThan(before: Date, isStopped: () => boolean): Promise<number> {
    let removed = 0;
    for await (const names of oldFiles(this.store, before)) {
      const unused = await this.unused(names);
      for (const name of unused) {
        if (isStopped()) return removed;
        await this.store.remove(name);
        removed += 1;
      }
    }
    return removed;
  }

  private async unused(names: readonly string[]): Promise<string[]> {
    const rows = await this.db.query<{ name: string }[]>(
      `select name from unnest($1::text[]) as stored (name)
        where not exists (select from rendition_set s left join published_item p on p.item_id = s.item_id
                where s.hash = left(stored.name, 32) and s.is_current and (s.item_id is null or p.state = 'live'))`,
      [names],
    );
    return rows.map(({ name }) => name);
  }
}
