import { DomainError } from '../errors.js';

/** The strong entity tag of a record's version (RFC 9110, 8.8.3): `7` becomes `"7"`. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * What the caller says they have seen: the If-Match of a change (RFC 9110, 13.1.1). Services check it once
 * they have loaded and locked the record, because a record that one may not see is a 404 before all else.
 */
export class Precondition {
  private constructor(private readonly tags: readonly string[] | null) {}

  /** Reads the header's value. A weak tag counts: proxies weaken tags when they compress. */
  static fromHeader(value: string | undefined): Precondition {
    const text = value?.trim() ?? '';
    if (text === '' || text === '*') return new Precondition(null);
    return new Precondition(text.split(',').map((tag) => tag.trim().replace(/^W\//, '')));
  }

  /** For callers inside the program, who hold the record they have read. */
  static version(version: number): Precondition {
    return new Precondition([etagOf(version)]);
  }

  /** Throws `precondition_required` where nothing was named, `stale_version` where it is not `version`. */
  check(version: number): void {
    const current = etagOf(version);
    if (this.tags === null) {
      throw new DomainError(
        'precondition_required',
        'Send If-Match with the ETag that you have read, so that nobody’s change is overwritten unseen.',
      );
    }
    if (this.tags.includes(String(version))) {
      throw new DomainError(
        'stale_version',
        `An ETag is compared with its double quotes: send If-Match: ${current}.`,
        { current },
      );
    }
    if (!this.tags.includes(current)) {
      throw new DomainError(
        'stale_version',
        `The record has changed since you read it; its ETag is now ${current}. Read it again, then repeat the change.`,
        { current },
      );
    }
  }
}
