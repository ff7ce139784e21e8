import type { EntityManager } from 'typeorm';
import type { Item } from './item.entity.js';
import type { SeenItem } from './item-rights.js';

/** The path of a section as it is now; null without a section. */
export async function sectionPath(tx: EntityManager, sectionId: string | null): Promise<string | null> {
  if (sectionId === null) return null;
  const [row] = await tx.query<{ path: string }[]>('select path from section where id = $1', [sectionId]);
  return row?.path ?? null;
}

/** The paths of the sections that the item is in now, for the desk and for readers. */
export async function sectionPaths(
  tx: EntityManager,
  { sectionId, liveSectionId }: Item,
): Promise<Pick<SeenItem, 'sectionPath' | 'liveSectionPath'>> {
  const rows = await tx.query<{ id: string; path: string }[]>(
    'select id, path from section where id = any($1::uuid[])',
    [[sectionId, liveSectionId]],
  );
  const pathOf = (id: string | null): string | null => rows.find((row) => row.id === id)?.path ?? null;
  return { sectionPath: pathOf(sectionId), liveSectionPath: pathOf(liveSectionId) };
}
