import { ERROR_CATALOGUE, type ErrorCode, type ErrorFamily } from './error-catalogue.js';

/** One fault in a request body. `pointer` is an RFC 6901 JSON Pointer into that body. */
export interface Fault {
  pointer: string;
  code: string;
  message: string;
}

type Extras = Readonly<Record<string, unknown>>;

/**
 * An error that the caller can act on. `code` is stable and stands in the catalogue, `detail` says in one
 * sentence what is wrong and what to do, `extras` are further members of the answer. Knows no HTTP.
 */
export class DomainError extends Error {
  readonly family: ErrorFamily;

  constructor(
    readonly code: ErrorCode,
    readonly detail: string = ERROR_CATALOGUE[code][1],
    readonly extras: Extras = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = 'DomainError';
    this.family = ERROR_CATALOGUE[code][0];
  }
}

const MOST_FAULTS = 100;

/** The body or the query is wrong; carries every fault that was found, or the first hundred of them. */
export function validationFailed(faults: readonly Fault[]): DomainError {
  const errors = faults.slice(0, MOST_FAULTS);
  const [first] = errors;
  const all = `${faults.length} members are not as they should be`;
  if (faults.length === 1 && first) {
    return new DomainError('validation_failed', `${first.pointer || 'The body'}: ${first.message}`, {
      errors,
    });
  }
  const where = faults.length > errors.length ? `errors lists the first ${errors.length}` : 'see errors';
  return new DomainError('validation_failed', `${all}; ${where}.`, { errors });
}

/** No such record, or none that the caller may know of: the two are never told apart. */
export function notFound(what: string): DomainError {
  return new DomainError('not_found', `There is no such ${what}, or you may not see it.`);
}

/** The caller is known and lacks `permission`, here or everywhere. */
export function forbidden(permission: string, detail: string): DomainError {
  return new DomainError('forbidden', detail, {
    permission,
    reasons: [{ code: 'forbidden', message: detail }],
  });
}
