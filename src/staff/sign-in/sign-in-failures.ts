import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { RefusalTrail } from '../../audit/refusal-trail.js';
import { DomainError } from '../../errors.js';
import { InLine } from './in-line.js';
import type { Origin } from './sessions.js';

/** Whom failures are counted for: the e-mail address as typed, and where the attempt came from. */
export interface Attempt extends Origin {
  email: string;
}

const FREE_FAILURES = 5;
const FIRST_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 15 * 60;

/** The account as its digest, in the same lower case that finds the member: nobody's address is kept here. */
const ACCOUNT = `sha256(convert_to(lower($1), 'UTF8'))`;

/** How many failures still count: one is forgotten for every longest wait without another. */
const REMEMBERED = `greatest(0, sign_in_failure.failures
  - floor(extract(epoch from now() - sign_in_failure.last_failed_at) / ${LONGEST_WAIT_SECONDS}))::integer`;

/**
 * How long to wait after the last failure: nothing for the first few, then 15 s, doubled up to 15 min.
 */
const WAIT_SECONDS = `case when ${REMEMBERED} < ${FREE_FAILURES} then 0
  else least(${LONGEST_WAIT_SECONDS}, ${FIRST_WAIT_SECONDS} * 2 ^ (${REMEMBERED} - ${FREE_FAILURES})) end`;

/**
 * Slows guessing down, per account and address: a stranger's failures never lock the member out, who comes
 * from elsewhere. Accounts that do not exist are counted alike, so that the wait tells nothing.
 */
@Injectable()
export class SignInFailures {
  private readonly guesses = new InLine();

  constructor(
    private readonly audit: AuditTrail,
    private readonly refusals: RefusalTrail,
  ) {}

  /**
   * Runs a comparison of passwords, one after the other for one account and address: guesses at once would all
   * come before the first failure.
   */
  async oneAtATime<T>({ email, addressBlock }: Attempt, guess: () => Promise<T>): Promise<T> {
    return this.guesses.run(`${addressBlock} ${email.toLowerCase()}`, guess);
  }

  /** Throws `too_many_attempts` with the seconds to wait. */
  async requireNoWait(db: EntityManager, { email, addressBlock }: Attempt): Promise<void> {
    const [row] = await db.query<{ seconds: number }[]>(
      `select ceil(${WAIT_SECONDS} - extract(epoch from now() - last_failed_at))::integer as seconds
         from sign_in_failure where account_hash = ${ACCOUNT} and address = $2`,
      [email, addressBlock],
    );
    if (!row || row.seconds <= 0) return;
    throw new DomainError('too_many_attempts', undefined, { retryAfter: row.seconds });
  }

  /**
   * Counts a failure, and writes it into the audit trail: of whose account, if it is anybody's (`staffId`), else of
   * the digest of what was typed.
   */
  async count(tx: EntityManager, attempt: Attempt, staffId: string | null): Promise<void> {
    const { email, addressBlock, requestId } = attempt;
    await tx.query(
      `insert into sign_in_failure (account_hash, address, failures, last_failed_at)
       values (${ACCOUNT}, $2, 1, now())
       on conflict (account_hash, address)
       do update set failures = least(${REMEMBERED}, 30) + 1, last_failed_at = now()`,
      [email, addressBlock],
    );
    if (!this.refusals.admitsSignIn(addressBlock)) return;
    const account = createHash('sha256').update(email.toLowerCase()).digest('hex');
    const nobody = { staffId: null, tokenId: null, requestId };
    await this.audit.record(tx, nobody, {
      action: 'sign_in.refused',
      ...(staffId !== null && { subject: { kind: 'staff', id: staffId } }),
      details: { address: addressBlock, ...(staffId === null && { account }) },
    });
  }

  /** Forgets the failures, after the right password. */
  async forget(db: EntityManager, { email, addressBlock }: Attempt): Promise<void> {
    await db.query(`delete from sign_in_failure where account_hash = ${ACCOUNT} and address = $2`, [
      email,
      addressBlock,
    ]);
  }
}
