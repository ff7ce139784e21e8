import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager, QueryFailedError } from 'typeorm';

const ATTEMPTS = 4;
/** PostgreSQL: serialization_failure and deadlock_detected. Both mean "the same again may well succeed". */
const RETRYABLE = new Set(['40001', '40P01']);

/** Opens transactions. What runs inside takes the `tx` as its required first argument. */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one transaction (READ COMMITTED) and commits it, or rolls back and rethrows.
   * A deadlock or a serialization failure runs the whole of `work` again, a few times: it must
   * have no effects outside the database.
   */
  async run<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.dataSource.transaction(work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, attempt * 15 * (0.5 + Math.random())));
      }
    }
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof QueryFailedError && RETRYABLE.has(sqlState(error) ?? '');
}

/** The SQLSTATE of a failed query, if the error has one. */
function sqlState(error: unknown): string | null {
  const code: unknown = error instanceof QueryFailedError ? Reflect.get(error.driverError, 'code') : null;
  return typeof code === 'string' ? code : null;
}
