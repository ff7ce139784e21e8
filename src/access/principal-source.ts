import type { Principal } from './principal.js';

/**
 * The port through which access asks who stands behind a token; `staff` implements it. Each call reads the
 * database, so that what was revoked, ended or changed counts from the next request on every process.
 * `hash` is the token's SHA-256. The principals have no `requestId` yet.
 */
export abstract class PrincipalSource {
  /** The member behind a session's access token; null if ended, expired, unknown or the member is inactive. */
  abstract byAccessToken(hash: Buffer): Promise<Principal | null>;

  /** The owner behind an API token; null if revoked, expired, unknown or the owner is inactive. */
  abstract byApiToken(hash: Buffer): Promise<Principal | null>;
}
