import type { EntityManager } from 'typeorm';
import type { Fault } from '../errors.js';

/** A fault where the section is not there; its row is kept from removal until the transaction ends. */
export async function sectionFaults(
  tx: EntityManager,
  id: string | null,
  pointer = '/content/sectionId',
): Promise<Fault[]> {
  if (id === null) return [];
  const rows = await tx.query<unknown[]>('select from section where id = $1 for key share', [id]);
  return rows.length > 0
    ? []
    : [{ pointer, code: 'unknown_section', message: 'names a section that is not there' }];
}
