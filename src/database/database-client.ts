import { Socket } from 'node:net';
import { Client, type ClientConfig, type QueryConfig } from 'pg';

/** How many statements a connection keeps prepared: each is some memory of the server's, and is kept while the connection is. */
const MOST_PREPARED = 250;

/** What a connection of the pool is opened with. */
export interface DatabaseClientConfig extends ClientConfig {
  /** After so long without a word from the server that was asked something, the connection is given up. */
  silenceMs?: number;
}

/** A connection of the pool. */
export class DatabaseClient extends Client {
  private readonly names = new Map<string, string>();
  private isWaiting = false;

  constructor(config?: DatabaseClientConfig) {
    super(config);
    if (config?.silenceMs !== undefined) this.giveUpAfter(config.silenceMs);
    // A connection that is lost can say so more than once. The pool and whoever uses it listen to the first time only,
    // and an error that nobody listens to would end the process.
    this.on('error', () => undefined);
  }

  /**
   * As pg's own. The statements of transactions, which use cases send in their dozens and always in the same words, get
   * names: PostgreSQL then parses each once per connection, and plans it a few times at most. Those outside are mostly
   * lists, whose plan depends on what is asked for.
   */
  override query(...[statement, values, ...rest]: unknown[]): never {
    const isOfTransaction = typeof statement === 'string' && this.getTransactionStatus() === 'T';
    const sent =
      isOfTransaction && Array.isArray(values) ? [this.named(statement, values)] : [statement, values];
    this.isWaiting = true;
    // A promise or nothing, as the overload has it that was called.
    return super.query(...([...sent, ...rest] as [string])) as never;
  }

  /**
   * The server's own limits end what takes long; this is for a server that is gone without a word. pg's `query_timeout` does
   * so with a timer for each query, which made every request several times as dear: what the timers held on to survived
   * one collection of garbage after the other.
   */
  private giveUpAfter(milliseconds: number): void {
    this.on('drain', () => {
      this.isWaiting = false;
    });
    this.once('connect', () => {
      const { stream } = this.connection;
      if (!(stream instanceof Socket)) return;
      stream.setTimeout(milliseconds);
      stream.on('timeout', () => {
        if (this.isWaiting) stream.destroy(new Error('Query read timeout'));
      });
    });
  }

  private named(text: string, values: unknown[]): QueryConfig {
    let name = this.names.get(text);
    if (name === undefined && this.names.size < MOST_PREPARED) {
      name = `transaction_${this.names.size + 1}`;
      this.names.set(text, name);
    }
    return name === undefined ? { text, values } : { name, text, values };
  }
}
