import type { Config } from './config.js';
import { demoPassword, demoPasswordFile } from './demo/demo-password.js';
import { DEMO_ROLES, demoAddress } from './demo/demo-staff.js';
import type { StartOutcome } from './demo/first-start.js';
import { SECTIONS_OF } from './demo/team.js';

/** What a start says on standard output once it serves: plain text, for the person at the terminal. */
export function announcement(config: Config, outcome: StartOutcome): string {
  const { publicUrl } = config;
  const example = outcome.demo === 'none' ? '/delivery/v1/articles' : '/delivery/v1/sections/news';
  return [
    'Copydesk is ready.',
    `  API docs       ${publicUrl}/docs`,
    `  Editorial API  ${publicUrl}/api/v1`,
    `  Delivery API   ${publicUrl}/delivery/v1`,
    `  Try            curl ${publicUrl}${example}`,
    ...aboutStaff(config, outcome),
    ...aboutDemo(config, outcome),
  ].join('\n');
}

function aboutStaff({ admin, publicUrl }: Config, outcome: StartOutcome): string[] {
  if (outcome.administratorMade && admin) {
    return ['', `${admin.email} is the administrator now, with the password of ADMIN_PASSWORD.`];
  }
  if (outcome.hasStaff) return [];
  return [
    '',
    'There is nobody who could sign in yet: set ADMIN_EMAIL and ADMIN_PASSWORD and start again',
    `for a first administrator, who makes the others by POST ${publicUrl}/api/v1/staff.`,
  ];
}

function aboutDemo(config: Config, { demo, demoRefusal }: StartOutcome): string[] {
  const refused = demoRefusal === null ? [] : ['', `DEMO=true did nothing: ${demoRefusal}.`];
  if (demo === 'made') return firstLook(config);
  if (demo === 'none') return refused;
  const file = demoPasswordFile(config);
  const where =
    file === null
      ? 'is the DEMO_PASSWORD of its first start, or kept in the DATA_DIR of that'
      : `is kept in ${file}`;
  return [...refused, '', `The demo staff is <role>@newsroom.example; its password ${where}.`];
}

function firstLook(config: Config): string[] {
  const { publicUrl } = config;
  const given = config.demoPassword !== null;
  const password = given ? '<DEMO_PASSWORD>' : demoPassword(config);
  const file = demoPasswordFile(config);
  const body = JSON.stringify({ email: demoAddress('managing_editor'), password });
  const width = Math.max(...DEMO_ROLES.map((role) => demoAddress(role).length));
  const members = DEMO_ROLES.map((role) => {
    const where = SECTIONS_OF[role]?.join(', ') ?? 'everywhere';
    return `  ${demoAddress(role).padEnd(width)}  ${where}`;
  });
  return [
    '',
    'The demo newsroom is open. Its staff, and the sections they work for:',
    ...members,
    given
      ? 'All of them have the password of DEMO_PASSWORD.'
      : `All of them have the password  ${password}  (kept in ${file ?? config.dataDir}).`,
    'Sign in, and send the accessToken of the answer as "Authorization: Bearer …":',
    `  curl ${publicUrl}/api/v1/auth/login -H 'Content-Type: application/json' -d '${body}'`,
  ];
}
