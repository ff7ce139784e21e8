import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Transactions } from '../../database/transactions.js';
import { DomainError } from '../../errors.js';
import { Passwords } from '../passwords.js';
import { addressBlock } from './address-block.js';
import type { Credentials, TokenPair } from './auth.dto.js';
import { Sessions } from './sessions.js';
import { type Attempt, SignInFailures } from './sign-in-failures.js';

interface Account {
  id: string;
  password_hash: string;
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
   * Begins a session. `address` is the caller's IP address. An unknown address, a wrong password and an
   * inactive account get the same answer after the same work. Throws `invalid_credentials`,
   * `too_many_attempts`.
   */
  async signIn({ email, password }: Credentials, address: string): Promise<TokenPair> {
    const attempt = { email: email.trim(), addressBlock: addressBlock(address) };
    return this.failures.oneAtATime(attempt, async () => {
      await this.failures.requireNoWait(this.db, attempt);
      const account = await this.activeAccount(attempt.email);
      const right = await this.passwords.matches(password, account?.password_hash ?? null);
      const pair = account !== null && right ? await this.begin(account, attempt) : null;
      if (pair !== null) return pair;
      await this.failures.count(this.db, attempt);
      throw new DomainError('invalid_credentials');
    });
  }

  private async activeAccount(email: string): Promise<Account | null> {
    const [account] = await this.db.query<Account[]>(
      'select id, password_hash from staff_member where lower(email) = lower($1) and active',
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
      return this.sessions.begin(tx, account.id);
    });
  }
}
