import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { Config } from '../../config.js';
import { Statements } from '../../database/statements.js';
import { PublicationClock } from '../publication-clock.js';
import { Replica } from './replica.js';
import { identify } from './server-identity.js';

/**
 * Runs the statements that readers are answered by, on a replica where one has all that readers see now, and on the primary
 * otherwise, as well as whenever a replica fails. So what comes from here is never older than what a look at the primary
 * found within the last second; and an answer that was begun at a generation is made of that generation at least.
 */
@Injectable()
export class ReaderStatements
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly replicas: readonly Replica[];
  private turn = 0;

  constructor(
    config: Config,
    private readonly statements: Statements,
    private readonly clock: PublicationClock,
  ) {
    const primary = {
      generation: () => clock.generation,
      identity: async () => await identify(async (sql) => await statements.queryPlanned(sql, [])),
    };
    this.replicas = config.databaseReplicaUrls.map(
      (url) => new Replica(url, config.databasePoolSize, primary),
    );
    clock.tell(() => this.look());
  }

  /** As that of `Statements`. */
  async query<T extends QueryResultRow>(name: string, sql: string, values: readonly unknown[]): Promise<T[]> {
    const replica = this.upToDate();
    const rows = await replica?.query<T>({ name, text: sql, values: [...values] });
    return rows ?? (await this.statements.query<T>(name, sql, values));
  }

  /** As that of `Statements`. */
  async queryPlanned<T extends QueryResultRow>(sql: string, values: readonly unknown[]): Promise<T[]> {
    const replica = this.upToDate();
    const rows = await replica?.query<T>({ text: sql, values: [...values] });
    return rows ?? (await this.statements.queryPlanned<T>(sql, values));
  }

  onApplicationBootstrap(): void {
    this.look();
  }

  beforeApplicationShutdown(): void {
    for (const replica of this.replicas) replica.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.replicas.map(async (replica) => await replica.ended()));
  }

  /** The next replica that can be asked now. While it is not sure what the primary has, none can. */
  private upToDate(): Replica | null {
    if (this.replicas.length === 0) return null;
    const { generation, isSure } = this.clock;
    if (generation === null || !isSure) return null;
    const able = this.replicas.filter((replica) => replica.has(generation));
    this.turn += 1;
    return able[this.turn % able.length] ?? null;
  }

  private look(): void {
    for (const replica of this.replicas) replica.look();
  }
}
