import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Client, escapeIdentifier } from 'pg';
import { Config } from '../config.js';

const RETRY_MS = 1_000;

type Handler = (payload: string) => void;

/**
 * What other transactions, of this process or another, tell at their commit (LISTEN, on one connection of
 * its own). A notice is a hint and never the truth: it can be lost with the connection, so a handler is
 * called once with an empty payload after each reconnection, and whoever listens looks for itself as well.
 */
@Injectable()
export class Notifications
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly logger = new Logger('Notifications');
  private readonly handlers = new Map<string, Handler[]>();
  private client: Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private stopped = false;
  private ended: Promise<void> = Promise.resolve();

  constructor(private readonly config: Config) {}

  /** Calls `handler` for each notice on the channel. To be called before the application has started. */
  on(channel: string, handler: Handler): void {
    this.handlers.set(channel, [...(this.handlers.get(channel) ?? []), handler]);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  /** Nobody waits for the connection to end, because the server is to stop accepting first. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
    if (this.retry) clearTimeout(this.retry);
    this.ended = this.client?.end().catch(() => undefined) ?? this.ended;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.ended;
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.config.databaseUrl ?? '',
      application_name: 'copydesk notifications',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('error', (error) => this.reconnect(client, error));
    client.on('end', () => this.reconnect(client, new Error('The connection ended')));
    client.on('notification', ({ channel, payload }) => this.tell(channel, payload ?? ''));
    this.client = client;
    try {
      await client.connect();
      if (this.stopped) {
        await client.end();
        return;
      }
      for (const channel of this.handlers.keys()) await client.query(`listen ${escapeIdentifier(channel)}`);
      for (const channel of this.handlers.keys()) this.tell(channel, '');
    } catch (error) {
      this.reconnect(client, error);
    }
  }

  /** Each lost client is replaced once, whichever of its ends is heard of first. */
  private reconnect(lost: Client, cause: unknown): void {
    if (this.stopped || this.client !== lost) return;
    this.client = null;
    this.logger.warn({ err: cause }, 'Lost the connection for notices; connecting again');
    lost.removeAllListeners();
    lost.on('error', () => undefined);
    void lost.end().catch(() => undefined);
    this.retry = setTimeout(() => void this.connect(), RETRY_MS);
  }

  private tell(channel: string, payload: string): void {
    for (const handler of this.handlers.get(channel) ?? []) handler(payload);
  }
}
