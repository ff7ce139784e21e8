import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Permission } from '../access/permissions.js';
import { Transactions } from '../database/transactions.js';
import { type Actor, type AuditRecord, AuditTrail } from './audit-trail.js';
import { EntryLimit } from './entry-limit.js';

/** Entries a minute of one member, or of one address that signs in, and of all together. */
const MOST_PER_CAUSE = 20;
const MOST_TOGETHER = 600;
const EVERY_MS = 60_000;

/** To have tried these without the right is worth knowing; a reporter who may not edit a story is everyday life. */
const PRIVILEGED: ReadonlySet<string> = new Set<Permission>([
  'item.publish',
  'item.publish_directly',
  'item.backdate',
  'item.schedule',
  'item.unpublish',
  'item.kill',
  'embargo.set',
  'embargo.lift',
  'hold.set',
  'hold.release',
  'lock.take_over',
  'staff.manage',
  'role.manage',
  'token.manage',
  'audit.read',
]);

/** What somebody may not do. `path` is that of the request, without its query. */
export interface Refusal {
  permission: string;
  method: string;
  path: string;
  itemId: string | null;
}

/**
 * Writes what was refused. What anybody can cause at will is bounded: beyond so many a minute, one entry says how
 * many there were.
 */
@Injectable()
export class RefusalTrail implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('RefusalTrail');
  private readonly limit = new EntryLimit(MOST_PER_CAUSE, MOST_TOGETHER);
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tellSuppressed(Date.now()), EVERY_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.tellSuppressed(Infinity);
  }

  /**
   * Writes an entry for a privileged permission that the actor lacks, in a transaction of its own, because that of
   * the refused request is gone. Never throws: the refusal stands even where it cannot be written down. The item is
   * the entry's subject, for it need not exist, and its history is of what was done to it.
   */
  async refused(actor: Actor, { permission, method, path, itemId }: Refusal): Promise<void> {
    if (
      !PRIVILEGED.has(permission) ||
      !this.limit.admits(causeOf('refused', actor.staffId ?? ''), Date.now())
    )
      return;
    await this.write(actor, {
      action: 'refused',
      ...(itemId !== null && { subject: { kind: 'item', id: itemId } }),
      details: { permission, method, path },
    });
  }

  /** Whether another refused sign-in from this address may have an entry now; if not, it is counted. */
  admitsSignIn(addressBlock: string): boolean {
    return this.limit.admits(causeOf('sign_in.refused', addressBlock), Date.now());
  }

  /** Writes how many were suppressed until `now`, in milliseconds. */
  async tellSuppressed(now: number): Promise<void> {
    for (const { cause, count } of this.limit.takeSuppressed(now)) {
      const [action = 'refused', who = ''] = cause?.split(' ') ?? [];
      const isMember = action === 'refused' && cause !== null;
      await this.write(isMember ? { staffId: who, tokenId: null, requestId: null } : null, {
        action,
        details: { suppressed: count, ...(action === 'sign_in.refused' && { address: who }) },
      });
    }
  }

  private async write(actor: Actor | null, entry: AuditRecord): Promise<void> {
    try {
      await this.transactions.run((tx) => this.audit.record(tx, actor, entry));
    } catch (error) {
      this.logger.error({ err: error, entry }, 'A refusal could not be written into the audit trail');
    }
  }
}

function causeOf(action: 'refused' | 'sign_in.refused', who: string): string {
  return `${action} ${who}`;
}
