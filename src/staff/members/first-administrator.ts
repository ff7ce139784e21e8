import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../../config.js';
import { Passwords } from '../passwords.js';
import { ADMIN_ROLE } from '../roles/seeded-roles.js';
import { Staff } from './staff.js';

/** The administrator that the settings name, for a newsroom that has no staff yet. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly config: Config,
    private readonly passwords: Passwords,
    private readonly staff: Staff,
  ) {}

  /**
   * Makes the administrator of ADMIN_EMAIL and ADMIN_PASSWORD where there is no staff; true if it did.
   * To be called under the lock of the migrations, so that of two starts at once one does it.
   */
  async ensure(tx: EntityManager): Promise<boolean> {
    const { admin } = this.config;
    if (admin === null) return false;
    const anybody = await tx.query<unknown[]>('select 1 from staff_member limit 1');
    if (anybody.length > 0) return false;
    await this.staff.create(tx, null, {
      name: 'Administrator',
      email: admin.email,
      passwordHash: await this.passwords.hash(admin.password),
      roles: [{ role: ADMIN_ROLE, sectionId: null }],
    });
    return true;
  }
}
