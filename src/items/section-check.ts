import type { EntityManager } from 'typeorm';
import { validationFailed } from '../errors.js';

/** Throws `validation_failed` at `pointer` where there is no such section. The row is kept from removal. */
export async function checkSection(tx: EntityManager, id: string | null, pointer: string): Promise<void> {
  if (id === null) return;
  const rows = await tx.query<unknown[]>('select from section where id = $1 for key share', [id]);
  if (rows.length === 0) {
    throw validationFailed([{ pointer, code: 'unknown_section', message: 'is no section' }]);
  }
}
