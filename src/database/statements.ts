import { Injectable } from '@nestjs/common';
import type { Pool, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/**
 * Runs statements on the data source's own pool, as a rule named ones, each by itself and outside of any transaction: for
 * hot reads, where PostgreSQL parses a statement once per connection and no entity is made of the rows.
 */
@Injectable()
export class Statements {
  private readonly driver: PostgresDriver;

  constructor(dataSource: DataSource) {
    // The one place that reaches below TypeORM. `master` is the pg.Pool that it opened, there once connected.
    this.driver = dataSource.driver as PostgresDriver;
  }

  /**
   * Runs the statement and returns its rows. One `name` (at most 63 characters) must always come with the
   * same `sql`: build no text into it that callers can vary, and pass values as parameters.
   */
  async query<T extends QueryResultRow>(name: string, sql: string, values: readonly unknown[]): Promise<T[]> {
    const pool = this.driver.master as Pool;
    const { rows } = await pool.query<T>({ name, text: sql, values: [...values] });
    return rows;
  }

  /** Of the pool: how many connections are open, and how many callers wait for one. */
  get connections(): { open: number; waiting: number } {
    const { totalCount, waitingCount } = this.driver.master as Pool;
    return { open: totalCount, waiting: waitingCount };
  }

  /**
   * Runs a statement that PostgreSQL plans for just these values, and keeps no plan of: for those whose text differs from
   * one request to the next.
   */
  async queryPlanned<T extends QueryResultRow>(sql: string, values: readonly unknown[]): Promise<T[]> {
    const pool = this.driver.master as Pool;
    const { rows } = await pool.query<T>({ text: sql, values: [...values] });
    return rows;
  }
}
