import { QueryFailedError } from 'typeorm';
import type { ErrorCode } from '../error-catalogue.js';
import { DomainError } from '../errors.js';

/** The named constraints that a request can run into, and the code that each of them means. */
const CODE_OF_CONSTRAINT: Readonly<Record<string, ErrorCode>> = {
  address_pkey: 'slug_taken',
  author_slug_key: 'slug_taken',
  section_path_key: 'slug_taken',
  staff_member_email_key: 'email_taken',
  role_pkey: 'role_exists',
};

/**
 * SQLSTATEs and driver errors that mean "not now": a database that is lost or lets nobody in (any more), a full pool,
 * a lock or time limit.
 */
const UNAVAILABLE_STATES = /^(08|28|3D|53|57P|55P03|55000|57014|25P03|40001|40P01)/;
const UNAVAILABLE_MESSAGES =
  /timeout exceeded when trying to connect|Connection terminated|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|Query read timeout|not queryable/i;

/**
 * Translates what the database refused: a named constraint becomes its code, a lost or overloaded database
 * becomes `unavailable`, any other broken rule `refused_by_database`. Null where the error is none of these.
 * The original stays as `cause`; nothing of it reaches the caller.
 */
export function databaseError(thrown: unknown): DomainError | null {
  // Not `instanceof Error`: what a socket throws can be of another realm than ours, as in a test's.
  if (typeof thrown !== 'object' || thrown === null) return null;
  const driverError: unknown = thrown instanceof QueryFailedError ? thrown.driverError : thrown;
  const { code, constraint } = details(driverError);
  if (constraint !== null && code?.startsWith('23')) {
    return new DomainError(
      CODE_OF_CONSTRAINT[constraint] ?? 'refused_by_database',
      undefined,
      {},
      { cause: thrown },
    );
  }
  if (
    UNAVAILABLE_STATES.test(code ?? '') ||
    UNAVAILABLE_MESSAGES.test(`${code} ${String(Reflect.get(thrown, 'message'))}`)
  ) {
    return new DomainError('unavailable', undefined, {}, { cause: thrown });
  }
  return null;
}

function details(error: unknown): { code: string | null; constraint: string | null } {
  if (typeof error !== 'object' || error === null) return { code: null, constraint: null };
  const code: unknown = Reflect.get(error, 'code');
  const constraint: unknown = Reflect.get(error, 'constraint');
  return {
    code: typeof code === 'string' ? code : null,
    constraint: typeof constraint === 'string' ? constraint : null,
  };
}
