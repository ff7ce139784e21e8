import { IsOptional, IsUUID, Matches } from 'class-validator';
import { IsInstant } from '../http/instant.js';
import { ListQuery } from '../http/lists.js';

/** Who did it. */
export class AuditActor {
  id: string;
  name: string;
}

/** A record that an entry is about, other than an item. */
export class AuditSubject {
  kind: string;
  id: string;
}

/** One entry of the audit trail. */
export class AuditEntryView {
  id: string;
  /** The verb of the route: `publish`, `section.move`. */
  action: string;
  /** Null for what the system does by itself. */
  actor: AuditActor | null;
  at: Date;
  itemId?: string;
  revision?: number;
  subject?: AuditSubject;
  details: Record<string, unknown>;
}

/** One line of the exported trail: an entry with all that the chain covers. */
export class AuditExportLine extends AuditEntryView {
  /** The API token by which it was done. */
  tokenId: string | null;
  requestId: string | null;
  transactionId: string;
  /** The number of the segment that sealed it; null until one does. */
  segment: string | null;
}

/** One segment of the chain over the trail. Digests and heads are SHA-256 in hex. */
export class AuditSegmentView {
  number: string;
  /** The head of the segment before; zeros for the first. */
  previousHead: string;
  /** Goes up when the database was restored to a server whose transactions count from the start. */
  era: number;
  /** The entries, as ranges that leave their end out: `{[1,8),[9,12)}`. */
  ids: string;
  /** The highest id that had been drawn when it was sealed. */
  drawnThrough: string;
  transactionId: string;
  /** Which transactions had ended, as PostgreSQL writes it. */
  snapshot: string;
  /** Up to this id no entry can turn up any more. */
  closedThrough: string;
  /** Whether it took all that was committed, or as many as fit in. */
  complete: boolean;
  count: number;
  /** Of the digests of its entries. */
  digest: string;
  sealedAt: Date;
  /** Of this segment and, through the head before, of everything before it. */
  head: string;
}

/** A page of the segments, newest first: the head of the first is the head of the chain. */
export class AuditSegmentPage {
  items: AuditSegmentView[];
  nextCursor: string | null;
}

/** One entry of an item's history. */
export class HistoryEntryView {
  id: string;
  action: string;
  /** Null for what the system does by itself. */
  actor: AuditActor | null;
  at: Date;
  revision?: number;
  details: Record<string, unknown>;
}

/** Which entries of the trail. */
export class AuditQuery extends ListQuery {
  /** A member of staff. */
  @IsOptional()
  @IsUUID()
  actor?: string;

  @IsOptional()
  @IsUUID()
  item?: string;

  /** One verb, such as `publish` or `section.move`. */
  @IsOptional()
  @Matches(/^[a-z][a-z_.-]{0,99}$/, { message: 'must be the name of an action' })
  action?: string;

  /** The first moment. RFC 3339 with an offset. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** The moment before which. RFC 3339 with an offset. */
  @IsOptional()
  @IsInstant()
  to?: string;
}

/** A page of an item's history, newest first. */
export class HistoryPage {
  items: HistoryEntryView[];
  nextCursor: string | null;
}

/** A page of the audit trail, newest first. */
export class AuditPage {
  items: AuditEntryView[];
  nextCursor: string | null;
}
