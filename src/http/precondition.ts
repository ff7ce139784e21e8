import { DomainError, validationFailed } from '../errors.js';

/** The strong entity tag of a record's version (RFC 9110, 8.8.3): `7` becomes `"7"`. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * What the caller says they have seen: the If-Match of a change (RFC 9110, 13.1.1). Services check it once
 * they have loaded and locked the record, because a record that one may not see is a 404 before all else.
 */
export class Precondition {
  private constructor(
    private readonly tags: readonly string[] | null,
    private readonly isOlderFine = false,
  ) {}

  /**
   * The version that the caller has seen, of a record that is at `version` now. Throws `validation_failed` where there
   * has been none of that name.
   */
  seen(version: number): number {
    const tags = this.tags ?? [];
    if (tags.includes(etagOf(version))) return version;
    const [tag = ''] = tags;
    const number = /^"([1-9]\d{0,8})"$/.exec(tag)?.[1];
    if (tags.length === 1 && Number(number) < version) return Number(number);
    throw validationFailed([
      {
        pointer: '/If-Match',
        code: 'unknown_version',
        message: `is not one ETag that this record has had; its ETag is now ${etagOf(version)}`,
      },
    ]);
  }

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

  /** The same, for a change that can start from an older version of the record. */
  orOlder(): Precondition {
    return new Precondition(this.tags, true);
  }

  /**
   * Throws `precondition_required` where nothing was named, `stale_version` where it is not `version`; where an older
   * one is fine, `validation_failed` for what is not one of the record's versions so far.
   */
  check(version: number): void {
    const current = etagOf(version);
    if (this.tags === null) {
      throw new DomainError(
        'precondition_required',
        'Send If-Match with the ETag that you have read, so that nobody’s change is overwritten unseen.',
      );
    }
    if (this.isOlderFine) {
      this.seen(version);
      return;
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
