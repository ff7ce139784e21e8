import { callbackify } from 'node:util';
import { Logger } from '@nestjs/common';
import { Client, type ClientBase, Pool, type PoolClient, type QueryConfig, type QueryResultRow } from 'pg';
import { DatabaseClient } from '../../database/database-client.js';
import { WakefulLoop } from '../../jobs/wakeful-loop.js';
import { identify, type IdentityRow, refuseStranger, type ServerIdentity } from './server-identity.js';

/** Readers do not wait longer for a replica: the primary is asked then. */
const LIMIT_MS = 1_000;
const LOOK_EVERY_MS = 250;
/** Between looks while it is behind, for so many of them: then it is far behind, and is left in peace. */
const CATCHING_UP_MS = 25;
const CATCHING_UP_LOOKS = 40;
const LEAST_PAUSE_MS = 250;
const MOST_PAUSE_MS = 5_000;

/** What a replica is measured by. */
export interface Primary {
  /** The generation of what readers see that the primary is known to be at; null before that is known. */
  generation(): number | null;
  identity(): Promise<ServerIdentity>;
}

/**
 * One streaming replica, with a few connections to ask it and one to watch it by. What it was seen to have it keeps having,
 * as long as it is the same start of the same server: so what is known of it ends with the connection that it was seen on.
 */
export class Replica {
  private readonly logger = new Logger(Replica.name);
  private readonly loop = new WakefulLoop(() => this.round());
  private readonly underWay = new Set<() => void>();
  private watcher: Client | null = null;
  private pool: Pool | null = null;
  private seen: number | null = null;
  private looksBehind = 0;
  private failures = 0;

  constructor(
    private readonly url: string,
    private readonly poolSize: number,
    private readonly primary: Primary,
  ) {}

  /** Whether it was seen to have all that readers see at the generation. */
  has(generation: number): boolean {
    return this.seen !== null && this.seen >= generation;
  }

  /** Looks at once, because it may have to catch up, or be lost. One that is lost already is tried in its own time. */
  look(): void {
    this.looksBehind = 0;
    if (this.failures === 0) this.loop.wake();
  }

  /** Asks it; null where it does not answer within a second, or not well. */
  async query<T extends QueryResultRow>(query: QueryConfig): Promise<T[] | null> {
    const { pool } = this;
    if (pool === null) return null;
    return await new Promise<T[] | null>((resolve) => {
      const giveUp = (): void => {
        resolve(null);
        this.look();
      };
      const timer = setTimeout(giveUp, LIMIT_MS);
      this.underWay.add(giveUp);
      void pool
        .query<T>(query)
        .then(({ rows }) => resolve(rows), giveUp)
        .finally(() => {
          clearTimeout(timer);
          this.underWay.delete(giveUp);
        });
    });
  }

  /** Asks it nothing any more. */
  stop(): void {
    this.loop.stop();
    this.close();
  }

  async ended(): Promise<void> {
    await this.loop.ended();
    this.close();
  }

  /** Milliseconds until the next look. */
  private async round(): Promise<number> {
    try {
      this.watcher ??= await this.open();
      await this.see(this.watcher);
    } catch (error) {
      return this.lose(error);
    }
    if (this.failures > 0) this.logger.log({ replica: this.name }, 'The replica can be asked again');
    this.failures = 0;
    const wanted = this.primary.generation();
    this.looksBehind = wanted === null || this.has(wanted) ? 0 : this.looksBehind + 1;
    const isCatchingUp = this.looksBehind > 0 && this.looksBehind <= CATCHING_UP_LOOKS;
    return isCatchingUp ? CATCHING_UP_MS : LOOK_EVERY_MS;
  }

  private async open(): Promise<Client> {
    const options = {
      connectionString: this.url,
      connectionTimeoutMillis: LIMIT_MS,
      statement_timeout: LIMIT_MS,
      keepAlive: true,
    };
    const client = new Client({
      ...options,
      query_timeout: LIMIT_MS,
      application_name: 'copydesk replica watch',
    });
    client.on('error', () => this.look());
    try {
      await client.connect();
      const { startedAt } = await refuseStranger(asking(client), await this.primary.identity());
      const ofReaders = { ...options, silenceMs: LIMIT_MS };
      this.pool = new Pool({
        ...ofReaders,
        application_name: 'copydesk readers',
        max: this.poolSize,
        Client: DatabaseClient,
        // A connection to another server than the one that is watched, or to a later start of it, which may know less.
        verify: callbackify(async (connected: PoolClient) => {
          const found = await identify(asking(connected));
          if (found.startedAt !== startedAt) throw new Error('The replica is another server now');
        }),
      });
      this.pool.on('error', () => this.look());
      return client;
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
  }

  private async see(watcher: Client): Promise<void> {
    const { rows } = await watcher.query<{ generation: string; standby: boolean }>({
      name: 'replica clock',
      text: 'select generation, pg_is_in_recovery() as standby from publication_clock',
    });
    if (rows[0]?.standby !== true) throw new Error('It is no replica any more');
    if (!this.loop.isStopped) this.seen = Number(rows[0].generation);
  }

  private lose(error: unknown): number {
    if (this.loop.isStopped) return 0;
    this.failures += 1;
    this.close();
    if (this.failures === 1) {
      this.logger.warn(
        { err: error, replica: this.name },
        'A replica cannot be asked; readers get all from the primary',
      );
    }
    return Math.min(MOST_PAUSE_MS, LEAST_PAUSE_MS * 2 ** (this.failures - 1));
  }

  /** Whoever waits for an answer is told at once that there will be none. */
  private close(): void {
    this.seen = null;
    const { watcher, pool } = this;
    this.watcher = null;
    this.pool = null;
    for (const giveUp of this.underWay) giveUp();
    void watcher?.end().catch(() => undefined);
    void pool?.end().catch(() => undefined);
  }

  /** Where it is, without the password. */
  private get name(): string {
    const { host, pathname } = new URL(this.url);
    return `${host}${pathname}`;
  }
}

function asking(client: ClientBase): (sql: string) => Promise<IdentityRow[]> {
  return async (sql) => (await client.query<IdentityRow>(sql)).rows;
}
