import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../errors.js';

/** argon2id with 19 MiB and two passes: the first choice of OWASP's Password Storage Cheat Sheet. */
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const MAX_WAITING = 500;

/**
 * Hashes and compares passwords, few at a time: each takes 19 MiB and a thread of the pool that files and
 * look-ups need too, so a flood of sign-ins waits here rather than taking the machine.
 */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly nobodys = hash('nobody has this password', OPTIONS);

  /** The hash in PHC format. Throws `unavailable` when too many wait already. */
  async hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normalized(password), OPTIONS));
  }

  /**
   * Whether the password belongs to the hash. Without a hash (there is no such account) the answer is no,
   * and takes as long as any other. Throws `unavailable` when too many wait already.
   */
  async matches(password: string, passwordHash: string | null): Promise<boolean> {
    const right = await this.inTurn(async () =>
      verify(passwordHash ?? (await this.nobodys), normalized(password)),
    );
    return right && passwordHash !== null;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MAX_WAITING) {
        throw new DomainError('unavailable', 'Too many sign-ins wait. Try again after Retry-After.');
      }
      // Whoever is done hands their place on, so `running` stays as it is.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

/** Keyboards compose letters differently; the same password is the same on all of them (NIST SP 800-63B). */
function normalized(password: string): string {
  return password.normalize('NFKC');
}
