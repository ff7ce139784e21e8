import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Transactions } from '../../database/transactions.js';
import { DomainError } from '../../errors.js';
import { Passwords } from '../passwords.js';
import type { Credentials, TokenPair } from './auth.dto.js';
import { type Origin, Sessions } from './sessions.js';
import { type Attempt, SignInFailures } from './sign-in-failures.js';

interface Account {
  id: string;
  password_hash: string;
  active: boolean;
}

/** Signing in by e-mail address and password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly db: EntityManager,
    private readonly transactions: Transactions,
    private readonly passwords: Passwords,
    private readonly failures: SignInFailures,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Begins a session. An unknown e-mail address, a wrong password and an inactive account get the same answer
   * after the same work. Throws `invalid_credentials`, `too_many_attempts`.
   */
  async signIn({ email, password }: Credentials, origin: Origin): Promise<TokenPair> {
    const attempt = { email: email.trim(), ...origin };
    return this.failures.oneAtATime(attempt, async () => {
      await this.failures.requireNoWait(this.db, attempt);
      const account = await this.account(attempt.email);
      const right = await this.passwords.matches(password, account?.active ? account.password_hash : null);
      const pair = account?.active && right ? await this.begin(account, attempt) : null;
      if (pair !== null) return pair;
      await this.transactions.run((tx) => this.failures.count(tx, attempt, account?.id ?? null));
      throw new DomainError('invalid_credentials');
    });
  }

  private async account(email: string): Promise<Account | null> {
    const [account] = await this.db.query<Account[]>(
      'select id, password_hash, active from staff_member where lower(email) = lower($1)',
      [email],
    );
    return account ?? null;
  }

  /** Null where the member was deactivated or got another password while this one was compared. */
  private async begin(account: Account, attempt: Attempt): Promise<TokenPair | null> {
    return this.transactions.run(async (tx) => {
      const still = await tx.query<unknown[]>(
        'select 1 from staff_member where id = $1 and password_hash = $2 and active for share',
        [account.id, account.password_hash],
      );
      if (still.length === 0) return null;
      await this.failures.forget(tx, attempt);
      return this.sessions.begin(tx, account.id, attempt);
    });
  }
}
