import { type DomainError, validationFailed } from '../errors.js';

/** The refusal of a number, in a body or a query, that is none of the item's revisions. */
export function unknownRevision(pointer = '/revision'): DomainError {
  return validationFailed([{ pointer, code: 'unknown_revision', message: 'is no revision of this item' }]);
}
