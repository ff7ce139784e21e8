/**
 * Whether `preview_link l` of `item i` still opens anything, by the database's clock. A killed item never comes back,
 * and neither do its links. One that was made before an embargo is dead for good: whoever got it then was not told of
 * the embargo, and its end does not make them somebody who was.
 */
export const LINK_STANDS = `
  (l.revoked_at is null and l.expires_at > clock_timestamp() and i.visibility not in ('killed', 'spiked')
    and not exists (select from embargo e where e.item_id = l.item_id and e.set_at >= l.made_at))`;
