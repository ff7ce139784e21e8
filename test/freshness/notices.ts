import type { TestDatabase } from '../harness/database.js';

const SESSIONS = `from pg_stat_activity
  where datname = current_database() and application_name = 'copydesk notifications'`;

/** The connections over which processes are told of changes, and what a test does to them. */
export class Notices {
  private heldFrom: number | null = null;

  private constructor(private readonly database: TestDatabase) {}

  static async of(database: TestDatabase): Promise<Notices> {
    await database.query(`
      create function refuse_notices() returns event_trigger language plpgsql as $$
      begin
        if current_setting('application_name') = 'copydesk notifications' then
          raise exception 'Nobody is told anything for now';
        end if;
      end $$;
      create event trigger without_notices on login execute function refuse_notices();
      alter event trigger without_notices disable;
    `);
    return new Notices(database);
  }

  /** Since when no process can be told of anything; null while they can. */
  get heldSince(): number | null {
    return this.heldFrom;
  }

  /** Ends the connections, which the processes make again; how many there were. */
  async cut(): Promise<number> {
    return (await this.database.query(`select pg_terminate_backend(pid, 10000) ${SESSIONS}`)).length;
  }

  /** Ends the connections and has new ones refused, while `during` goes on. */
  async withoutAny(during: () => Promise<void>): Promise<void> {
    await this.database.query('alter event trigger without_notices enable');
    await this.cut();
    this.heldFrom = performance.now();
    await during();
    this.heldFrom = null;
    await this.database.query('alter event trigger without_notices disable');
  }

  /** How many connections listen. */
  async count(): Promise<number> {
    return (await this.database.query(`select 1 ${SESSIONS} and query ilike 'listen%'`)).length;
  }
}
