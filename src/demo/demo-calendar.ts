const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_MS = 7 * DAY_MS;

/**
 * The dates of the demo's stories, which were written for one autumn. Where the clock says that some of it
 * is still to come, all of it is moved back by the same number of weeks: a Wednesday stays a Wednesday, and
 * nothing is published in the future.
 */
export class DemoCalendar {
  private readonly shiftMs: number;

  /** `newest` is the latest publication of the stories, in RFC 3339. */
  constructor(newest: string, now: Date) {
    const ahead = Date.parse(newest) - now.getTime();
    this.shiftMs = Math.max(0, Math.ceil(ahead / WEEK_MS)) * WEEK_MS;
  }

  /** A time of the stories, in RFC 3339. */
  instant(written: string): Date {
    return new Date(Date.parse(written) - this.shiftMs);
  }

  /** A day of the stories, as YYYY-MM-DD. */
  day(written: string): string {
    return this.instant(`${written}T00:00:00Z`).toISOString().slice(0, 10);
  }
}
