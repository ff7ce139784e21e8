/** Every migration in the order in which it runs. */
export const migrations: (new () => import('typeorm').MigrationInterface)[] = [];
