import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Transactions } from '../../database/transactions.js';
import { validationFailed } from '../../errors.js';
import { StaffMember } from '../members/staff-member.entity.js';
import { Passwords } from '../passwords.js';
import type { Origin } from '../sign-in/sessions.js';
import { SignInFailures } from '../sign-in/sign-in-failures.js';

/** Asks for the password again before it is changed: an unlocked screen is not enough to take an account. */
@Injectable()
export class CurrentPassword {
  constructor(
    private readonly db: EntityManager,
    private readonly transactions: Transactions,
    private readonly passwords: Passwords,
    private readonly failures: SignInFailures,
  ) {}

  /**
   * Compares the password with the member's. Wrong ones count among the failed sign-ins of the account from
   * there. Throws `validation_failed` at `/currentPassword`,
   * `too_many_attempts`.
   */
  async require(staffId: string, password: string, origin: Origin): Promise<void> {
    const member = await this.db.getRepository(StaffMember).findOneByOrFail({ id: staffId });
    const attempt = { email: member.email, ...origin };
    await this.failures.oneAtATime(attempt, async () => {
      await this.failures.requireNoWait(this.db, attempt);
      if (await this.passwords.matches(password, member.passwordHash)) {
        await this.failures.forget(this.db, attempt);
        return;
      }
      await this.transactions.run((tx) => this.failures.count(tx, attempt, staffId));
      throw validationFailed([
        { pointer: '/currentPassword', code: 'wrong_password', message: 'is not your password' },
      ]);
    });
  }
}
