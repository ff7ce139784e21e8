import { startApp, type TestApp } from '../harness/app.js';
import { Desk } from './items.js';
import { section, type SectionRow } from './records.js';
import { signedIn, type SignedIn } from './staff.js';

/** A newsroom with two sections, whose people may do in the one what they may not in the other. */
export interface TwoDesks {
  app: TestApp;
  desk: Desk;
  news: SectionRow;
  sport: SectionRow;
  /** Makes somebody who has the role in that section, or everywhere. */
  member: (role: string, where?: SectionRow) => Promise<SignedIn>;
}

/** Starts the application with such a newsroom. The test closes it. */
export async function twoDesks(): Promise<TwoDesks> {
  const app = await startApp();
  return {
    app,
    desk: new Desk(app),
    news: await section(app.database),
    sport: await section(app.database),
    member: async (role, where) => signedIn(app, { roles: [{ role, sectionId: where?.id ?? null }] }),
  };
}
