import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { EntityManager } from 'typeorm';
import { tryLock } from '../database/advisory-lock.js';
import { DomainError } from '../errors.js';
import type { Answer, RepeatableCommand } from './answer.js';
import type { Call } from './call.js';

const PRINTABLE = /^[\x20-\x7e]{1,255}$/;

/** One use of an Idempotency-Key: whose, on which route, and a digest of the body it came with. */
export interface Attempt {
  principalId: string;
  route: string;
  key: string;
  bodyHash: string;
}

/**
 * Idempotency keys (IETF draft-ietf-httpapi-idempotency-key-header), kept 24 hours in PostgreSQL together
 * with the change they belong to: either both are there after a crash, or neither.
 */
@Injectable()
export class IdempotencyKeys {
  /** The attempt that the request's header names, or null without one. Throws `invalid_idempotency_key`. */
  attemptOf({ request, actor }: Call): Attempt | null {
    const key = request.headers['idempotency-key'];
    if (key === undefined) return null;
    if (typeof key !== 'string' || !PRINTABLE.test(key)) throw new DomainError('invalid_idempotency_key');
    return {
      principalId: actor.tokenId ?? actor.staffId,
      route: routeOf(request),
      key,
      bodyHash: createHash('sha256')
        .update(JSON.stringify(request.body ?? {}))
        .digest('hex'),
    };
  }

  /** Does the work and keeps its answer, or gives the answer that was kept. */
  async once<T>(tx: EntityManager, attempt: Attempt, command: RepeatableCommand<T>): Promise<Answer<T>> {
    await this.claim(tx, attempt);
    const kept = await this.find<T>(tx, attempt);
    if (kept) {
      await command.access(tx, kept.body);
      return kept;
    }
    const answer = await command.work(tx);
    await this.keep(tx, attempt, answer);
    return answer;
  }

  /** The lock ends with the transaction, so a crashed first request blocks nobody. */
  private async claim(tx: EntityManager, attempt: Attempt): Promise<void> {
    const name = `idempotency ${attempt.principalId} ${attempt.route} ${attempt.key}`;
    if (!(await tryLock(tx, name))) throw new DomainError('idempotency_in_progress');
  }

  private async find<T>(tx: EntityManager, attempt: Attempt): Promise<Answer<T> | null> {
    const [row] = await tx.query<{ body_hash: string; answer: Answer<T> }[]>(
      `select body_hash, answer from idempotency_key
        where principal_id = $1 and route = $2 and key = $3 and created_at > now() - interval '24 hours'`,
      [attempt.principalId, attempt.route, attempt.key],
    );
    if (!row) return null;
    if (row.body_hash !== attempt.bodyHash) throw new DomainError('idempotency_key_reused');
    return row.answer;
  }

  private async keep<T>(tx: EntityManager, attempt: Attempt, answer: Answer<T>): Promise<void> {
    await tx.query(
      `insert into idempotency_key (principal_id, route, key, body_hash, answer) values ($1, $2, $3, $4, $5)
       on conflict (principal_id, route, key)
       do update set body_hash = excluded.body_hash, answer = excluded.answer, created_at = now()`,
      [attempt.principalId, attempt.route, attempt.key, attempt.bodyHash, JSON.stringify(answer)],
    );
  }
}

/** The same for every spelling of the URL: an id may come in capitals, a letter as `%61`. */
function routeOf({ method, routeOptions, params }: FastifyRequest): string {
  const values = Object.values(params ?? {}).map((value: unknown) => String(value).toLowerCase());
  return [method, routeOptions.url, ...values].join(' ');
}
