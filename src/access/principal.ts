import type { PermissionRule } from './permissions.js';

/** What one role gives a member: everywhere (`sectionId` null), or in one section with all below it. */
export interface Grant {
  roleKey: string;
  sectionId: string | null;
  /** The section's path as it is now, so that a moved section moves its grants. */
  sectionPath: string | null;
  permissions: PermissionRule[];
}

/** The member of staff behind a request, with all that their rights rest on, read at this request. */
export interface Principal {
  staffId: string;
  name: string;
  /** The API token that was used, or null for a session. */
  tokenId: string | null;
  /** The session that was used, or null for an API token. */
  sessionId: string | null;
  grants: Grant[];
  /** An API token's ceiling, intersected with the grants; null for a session: no ceiling. */
  scopes: PermissionRule[] | null;
  /** The request they act by, for the audit trail; null inside the program. */
  requestId: string | null;
}
