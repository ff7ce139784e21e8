import { DomainError } from '../../errors.js';

/** The refusal of what does not keep to its own format. */
export function broken(what: string, cause?: unknown): DomainError {
  return new DomainError('broken_photo', `The file cannot be decoded: ${what}.`, {}, { cause });
}

/** The refusal of pictures that move, and of several in one file. */
export function animated(): DomainError {
  return new DomainError(
    'animated_photo',
    'The file has several pictures in it: send the one that is meant.',
  );
}

/** The refusal of a file that is something else as well. */
export function polyglot(what: string): DomainError {
  return new DomainError(
    'polyglot_photo',
    `${what}: save the picture anew from an image program, and send that.`,
  );
}
