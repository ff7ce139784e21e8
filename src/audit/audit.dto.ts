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
