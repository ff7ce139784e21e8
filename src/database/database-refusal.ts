import { StartRefused } from '../start-refused.js';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * One sentence about why the database at `url` cannot be used, and what to do. It names host and user and
 * never the password.
 */
export function databaseRefusal(url: string, cause: unknown): StartRefused {
  if (cause instanceof StartRefused) return cause;
  const { hostname, port, pathname, username } = new URL(url);
  const server = `${hostname || 'localhost'}:${port || '5432'}`;
  const name = decodeURIComponent(pathname.slice(1));
  const code = textOf(cause, 'code');
  return new StartRefused(sentence(), { cause });

  function sentence(): string {
    if (UNREACHABLE.has(code) || /timeout|terminated unexpectedly/i.test(textOf(cause, 'message'))) {
      return `The database server at ${server} cannot be reached (${code || 'no answer in time'}): start it, or correct DATABASE_URL.`;
    }
    if (code.startsWith('28')) {
      return `The database server at ${server} does not let the user ${username || '(none)'} in (${textOf(cause, 'message')}): correct the user and the password in DATABASE_URL.`;
    }
    if (code === '3D000') {
      return `There is no database ${name} on the server at ${server}: create it, or correct DATABASE_URL.`;
    }
    if (code === '42501') {
      return `The user ${username} may not make tables in the database ${name} (${textOf(cause, 'message')}): make it the owner of that database.`;
    }
    return `The database ${name} on the server at ${server} cannot be used (${textOf(cause, 'message') || code || 'no reason given'}): correct that, or DATABASE_URL.`;
  }
}

function textOf(error: unknown, member: string): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, member) : undefined;
  return typeof value === 'string' ? value : '';
}
