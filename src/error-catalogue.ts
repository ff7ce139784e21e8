/** The families of errors; the HTTP layer gives each of them its status. */
export type ErrorFamily =
  | 'invalid'
  | 'too_large'
  | 'unsupported_media'
  | 'unmet_expectation'
  | 'headers_too_large'
  | 'timed_out'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'gone'
  | 'conflict'
  | 'unprocessable'
  | 'precondition_required'
  | 'precondition_failed'
  | 'throttled'
  | 'unavailable'
  | 'internal';

/**
 * Every code that an answer can carry, with its family and what it means: the one catalogue, from which
 * the API's description is made as well. Codes are stable: add, never rename.
 */
export const ERROR_CATALOGUE = {
  malformed_json: ['invalid', 'The body is not JSON, or not JSON that is safe to read.'],
  bad_request: ['invalid', 'The request is not one that HTTP or this API understands.'],
  validation_failed: ['invalid', 'Members of the body or the query are wrong; `errors` lists all of them.'],
  invalid_cursor: ['invalid', 'The cursor was not made by this list with these filters. Start without one.'],
  invalid_idempotency_key: ['invalid', 'An Idempotency-Key has 1 to 255 printable ASCII characters.'],
  public_note_required: ['invalid', 'A correction or clarification needs a public note.'],
  payload_too_large: ['too_large', 'The body is larger than the limit of the route.'],
  unsupported_media_type: ['unsupported_media', 'The body has a media type that the route does not read.'],
  unsupported_photo: [
    'unsupported_media',
    'The file is no JPEG, PNG, WebP, AVIF or TIFF photo, whatever it is called.',
  ],
  expectation_failed: ['unmet_expectation', 'Of what Expect can ask for, 100-continue alone can be met.'],
  headers_too_large: ['headers_too_large', 'The request line and the headers have more than 16 KiB.'],
  request_timeout: ['timed_out', 'The request did not arrive whole in time.'],
  unauthenticated: ['unauthenticated', 'No access token, or one that is unknown, expired or ended.'],
  invalid_credentials: ['unauthenticated', 'The e-mail address and the password do not belong together.'],
  invalid_refresh_token: ['unauthenticated', 'The refresh token is unknown, expired, used or ended.'],
  forbidden: ['forbidden', 'You lack the permission named in `permission`, here or everywhere.'],
  not_found: ['missing', 'There is no such record or route, or you may not see it.'],
  killed: ['gone', 'The item was withdrawn for good; `notice` says why.'],
  withdrawn: ['gone', 'The item was taken off and may come back.'],
  preview_ended: [
    'gone',
    'The preview link has expired or was revoked, or what it showed is not to be shown.',
  ],
  precondition_required: ['precondition_required', 'The change needs If-Match with the ETag that you read.'],
  stale_version: ['precondition_failed', 'The record has changed since; `current` is its ETag now.'],
  invalid_transition: ['conflict', 'The action is not one for the state that the item is in.'],
  claimed: ['conflict', 'Another editor has claimed the item; only they save while it is in edit.'],
  locked: ['conflict', 'Somebody else holds the edit lock: `holder` says who, `expiresAt` until when.'],
  approval_missing: ['conflict', 'The revision has no approval, and you may not publish without one.'],
  not_ready: ['conflict', 'The item lacks what publication needs; `problems` lists it.'],
  on_hold: ['conflict', 'A hold keeps the item from this; it is in the item’s `holds`.'],
  embargoed: ['conflict', 'The item is under an embargo; its end is in the item’s `embargo`.'],
  rights_blocked: ['conflict', 'The rights to a photo do not let it go out.'],
  four_eyes: ['conflict', 'Who wrote something since the last publication does not approve it.'],
  slug_taken: ['conflict', 'The slug is the address of another record, or of an item that was taken off.'],
  merge_conflict: [
    'conflict',
    'Both sides have changed the same, each in its own way; `conflicts` has all of it. Nothing was saved.',
  ],
  correction_ended: ['conflict', 'The correction was withdrawn or superseded; only a current one can be.'],
  was_published: ['conflict', 'An item that was published is never deleted; unpublish or kill it.'],
  in_use: ['conflict', 'The record is in use; `usages` says where.'],
  last_admin: ['conflict', 'The last active administrator stays one.'],
  email_taken: ['conflict', 'Another member of staff has this e-mail address.'],
  role_exists: ['conflict', 'There is a role with this key.'],
  seeded_role: ['conflict', 'A role that comes with the system stays, and `admin` keeps what leads back.'],
  section_cycle: ['conflict', 'A section cannot lie below itself.'],
  section_too_deep: ['conflict', 'The tree of sections has at most six levels.'],
  already_resolved: ['conflict', 'The comment has been resolved.'],
  idempotency_in_progress: ['conflict', 'The first request with this Idempotency-Key is still under way.'],
  refused_by_database: ['conflict', 'The change contradicts a rule that the database keeps.'],
  idempotency_key_reused: ['unprocessable', 'This Idempotency-Key came with another body before.'],
  broken_photo: ['unprocessable', 'The file ends too early, or what is in it cannot be decoded.'],
  animated_photo: ['unprocessable', 'The file has several pictures in it, and a photo is one.'],
  too_many_pixels: ['unprocessable', 'The picture has more than 50 million pixels.'],
  polyglot_photo: [
    'unprocessable',
    'The file is something else besides a photo: it has more behind its picture, or is an archive as well.',
  ],
  too_many_attempts: ['throttled', 'Too many failed sign-ins from this address for this account. Wait.'],
  session_required: ['forbidden', 'An API token does not do here: sign in with a password.'],
  unavailable: ['unavailable', 'The database is not to be had right now. Try again after Retry-After.'],
  internal: ['internal', 'A fault of the server. Report it with the request id.'],
} as const satisfies Record<string, readonly [ErrorFamily, string]>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
