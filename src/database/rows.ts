import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

const selects = new WeakMap<object, string>();

/**
 * The one row of the entity's table that fits, without TypeORM's query builder, which takes longer than the query: for
 * the rows that every save and publication reads. `where` names columns as the database does, and may end in a lock. For
 * entities whose columns come from PostgreSQL as they are; `null` where no row fits.
 */
export async function findRow<T extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<T>,
  where: string,
  values: readonly unknown[],
): Promise<T | null> {
  const [row] = await tx.query<T[]>(`${selectOf(tx, entity)} where ${where}`, [...values]);
  return row ?? null;
}

function selectOf<T extends ObjectLiteral>(tx: EntityManager, entity: EntityTarget<T>): string {
  const metadata = tx.connection.getMetadata(entity);
  let select = selects.get(metadata);
  if (select === undefined) {
    const columns = metadata.columns.map((column) => `${column.databaseName} as "${column.propertyName}"`);
    select = `select ${columns.join(', ')} from ${metadata.tableName}`;
    selects.set(metadata, select);
  }
  return select;
}
