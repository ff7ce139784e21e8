import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../config.js';
import { Transactions } from '../database/transactions.js';
import { StaleDocumentLoop } from '../publishing/rendering/stale-document-loop.js';
import { FirstAdministrator } from '../staff/members/first-administrator.js';
import { Passwords } from '../staff/passwords.js';
import { DemoNewsroom } from './demo-newsroom.js';
import { demoPassword } from './demo-password.js';
import { DEMO_ROLES, demoAddress } from './demo-staff.js';

/** What a start found or made in the database. */
export interface StartOutcome {
  /** Whether the administrator of ADMIN_EMAIL was made by this start. */
  administratorMade: boolean;
  /** Whether anybody can sign in at all. */
  hasStaff: boolean;
  /** The demo: made now, there from before, or not there. */
  demo: 'made' | 'there' | 'none';
  /** Why DEMO=true did nothing; null where it did, or was not said. */
  demoRefusal: string | null;
}

interface Found {
  items: boolean;
  records: boolean;
  staff: boolean;
  demoAddresses: string[];
  now: Date;
}

/**
 * Fills a database for its first start: the administrator that the settings name, and the demo newsroom.
 * To be run under the lock of the migrations, so that of several starts at once one does it.
 */
@Injectable()
export class FirstStart {
  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly administrator: FirstAdministrator,
    private readonly passwords: Passwords,
    private readonly newsroom: DemoNewsroom,
    private readonly documents: StaleDocumentLoop,
  ) {}

  /** Decides on both before either writes, and writes in one transaction. */
  async run(): Promise<StartOutcome> {
    const outcome = await this.transactions.run(async (tx) => {
      const found = await this.look(tx);
      const refusal = this.demoRefusal(found);
      const makesDemo = this.config.demo && refusal === null;
      const administratorMade = await this.administrator.ensure(tx);
      if (makesDemo) await this.makeDemo(tx, found);
      return {
        administratorMade,
        hasStaff: administratorMade || makesDemo || found.staff,
        demo: makesDemo ? ('made' as const) : demoOf(found),
        demoRefusal: this.config.demoAsked ? refusal : null,
      };
    });
    if (outcome.demo === 'made') await this.documents.drain();
    return outcome;
  }

  private async makeDemo(tx: EntityManager, found: Found): Promise<void> {
    const hash = await this.passwords.hash(demoPassword(this.config));
    const admin = demoAddress('admin');
    const hasAdmin = found.demoAddresses.includes(admin) || this.config.admin?.email.toLowerCase() === admin;
    await this.newsroom.make(tx, hash, hasAdmin, found.now);
  }

  /** The default is for an empty database alone; whoever says DEMO=true may have made records before. */
  private demoRefusal({ items, records, staff, demoAddresses }: Found): string | null {
    if (items) return 'this database has items already';
    if (!this.config.demoAsked && (records || staff)) return 'this database is in use already';
    const names = [...demoAddresses, this.config.admin?.email.toLowerCase()];
    const taken = DEMO_ROLES.map(demoAddress).find(
      (address) => address !== demoAddress('admin') && names.includes(address),
    );
    return taken === undefined ? null : `the address ${taken} belongs to a member of staff`;
  }

  private async look(tx: EntityManager): Promise<Found> {
    const [found] = await tx.query<Found[]>(
      `select exists (select from item) as items,
              exists (select from section) or exists (select from author) as records,
              exists (select from staff_member) as staff,
              array(select lower(email) from staff_member where lower(email) = any($1::text[])) as "demoAddresses",
              date_trunc('milliseconds', clock_timestamp()) as now`,
      [DEMO_ROLES.map(demoAddress)],
    );
    if (!found) throw new Error('The database told nothing about itself.');
    return found;
  }
}

function demoOf({ items, demoAddresses }: Found): StartOutcome['demo'] {
  return items && demoAddresses.length >= DEMO_ROLES.length - 1 ? 'there' : 'none';
}
