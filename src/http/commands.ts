import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../config.js';
import { Transactions } from '../database/transactions.js';
import type { Call } from './call.js';
import type { Answer, RepeatableCommand } from './answer.js';
import { IdempotencyKeys } from './idempotency-keys.js';

/** Runs the writes of controllers: one transaction each, the answer's headers set once it is committed. */
@Injectable()
export class Commands {
  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly keys: IdempotencyKeys,
  ) {}

  /** PATCH, PUT, DELETE, and the few POSTs that take no Idempotency-Key. */
  async run<T>(call: Call, work: (tx: EntityManager) => Promise<Answer<T>>): Promise<T> {
    return this.send(call, await this.transactions.run(work));
  }

  /** POST. With an Idempotency-Key the change happens once and its answer is kept in the same transaction. */
  async runOnce<T>(call: Call, command: RepeatableCommand<T>): Promise<T> {
    const attempt = this.keys.attemptOf(call);
    const answer = await this.transactions.run((tx) =>
      attempt === null ? command.work(tx) : this.keys.once(tx, attempt, command),
    );
    return this.send(call, answer);
  }

  private send<T>(call: Call, answer: Answer<T>): T {
    if (answer.etag !== undefined) call.reply.header('ETag', answer.etag);
    if (answer.path !== undefined) call.reply.header('Location', this.config.publicUrl + answer.path);
    return answer.body;
  }
}
