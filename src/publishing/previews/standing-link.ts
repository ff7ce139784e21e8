/**
 * Whether `preview_link l` of `item i` still opens anything, by the database's clock. A killed item never comes back,
 * and neither do its links.
 */
export const LINK_STANDS = `
  (l.revoked_at is null and l.expires_at > clock_timestamp() and i.visibility not in ('killed', 'spiked'))`;
