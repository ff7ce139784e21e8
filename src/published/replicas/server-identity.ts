/** Further apart, an embargo's end or that of a photo's rights would be seen too early, or too late. */
const MOST_CLOCK_DIFFERENCE_MS = 1_000;

/** Which server this is, and what it holds. */
export interface ServerIdentity {
  /** Of the cluster and the database in it: a replica has those of its primary. */
  origin: string;
  /** Tells one start of one server from all others. */
  startedAt: string;
  isStandby: boolean;
  /** How far its clock is ahead of this process's, about. */
  aheadMs: number;
}

/** The answer to `IDENTITY`. */
export interface IdentityRow extends Pick<ServerIdentity, 'origin' | 'startedAt' | 'isStandby'> {
  now: Date;
}

/** Runs the statement on the server that is asked. */
type Run = (sql: string) => Promise<IdentityRow[]>;

const IDENTITY = `
  select (select system_identifier from pg_control_system()) || '/' || d.oid as origin,
         pg_postmaster_start_time()::text as "startedAt", pg_is_in_recovery() as "isStandby", clock_timestamp() as now
    from pg_database d where d.datname = current_database()`;

/** Asks a server who it is. */
export async function identify(run: Run): Promise<ServerIdentity> {
  const before = Date.now();
  const [row] = await run(IDENTITY);
  if (!row) throw new Error('The server did not say what it is.');
  const { now, ...identity } = row;
  return { ...identity, aheadMs: now.getTime() - (before + Date.now()) / 2 };
}

/** Asks a server who it is, and throws unless it is a streaming replica of the primary, with a clock that goes as the primary's. */
export async function refuseStranger(run: Run, primary: ServerIdentity): Promise<ServerIdentity> {
  const found = await identify(run);
  if (!found.isStandby) throw new Error('It is no streaming replica: it takes writes');
  if (found.origin !== primary.origin) throw new Error('It is no replica of the database in DATABASE_URL');
  const difference = Math.round(Math.abs(found.aheadMs - primary.aheadMs));
  if (difference > MOST_CLOCK_DIFFERENCE_MS) {
    throw new Error(`Its clock and the primary’s are ${difference} ms apart`);
  }
  return found;
}
