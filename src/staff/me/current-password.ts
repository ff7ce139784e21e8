import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { validationFailed } from '../../errors.js';
import { StaffMember } from '../members/staff-member.entity.js';
import { Passwords } from '../passwords.js';

/** Asks for the password again before it is changed: an unlocked screen is not enough to take an account. */
@Injectable()
export class CurrentPassword {
  constructor(private readonly passwords: Passwords) {}

  /** Throws `validation_failed` at `/currentPassword`. */
  async require(db: EntityManager, staffId: string, password: string): Promise<void> {
    const member = await db.getRepository(StaffMember).findOneBy({ id: staffId });
    if (await this.passwords.matches(password, member?.passwordHash ?? null)) return;
    throw validationFailed([
      { pointer: '/currentPassword', code: 'wrong_password', message: 'is not your password' },
    ]);
  }
}
