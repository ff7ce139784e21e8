import { DefaultNamingStrategy, type Table } from 'typeorm';

/**
 * snake_case columns, and for keys and indexes the names that PostgreSQL itself gives in plain SQL: so
 * migrations can be written without naming what nobody refers to, and entities still agree with them.
 */
export class PostgresNamingStrategy extends DefaultNamingStrategy {
  override tableName(className: string, customName: string | undefined): string {
    return customName || snakeCase(className);
  }

  override columnName(property: string, customName: string, prefixes: string[]): string {
    return [...prefixes.filter(Boolean).map(snakeCase), customName || snakeCase(property)].join('_');
  }

  override joinColumnName(relation: string, referencedColumn: string): string {
    return snakeCase(`${relation}_${referencedColumn}`);
  }

  override primaryKeyName(table: Table | string): string {
    return this.nameOf(table, [], 'pkey');
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return this.nameOf(table, columns, 'key');
  }

  override relationConstraintName(table: Table | string, columns: string[]): string {
    return this.nameOf(table, columns, 'key');
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return this.nameOf(table, columns, 'fkey');
  }

  override indexName(table: Table | string, columns: string[]): string {
    return this.nameOf(table, columns, 'idx');
  }

  private nameOf(table: Table | string, columns: string[], suffix: string): string {
    const name = [this.getTableName(table).split('.').at(-1), ...columns, suffix].join('_');
    // PostgreSQL cuts longer ones by rules of its own; a name given by hand says more than a cut one.
    if (name.length > 63)
      throw new Error(`${name} is longer than 63 characters: name it in entity and migration`);
    return name;
  }
}

/** `firstPublishedAt` and `StaffMember` become `first_published_at` and `staff_member`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
