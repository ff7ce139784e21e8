import type { HoldType } from '../../access/permissions.js';

/** A hold that was not released. */
export interface StandingHold {
  id: string;
  type: HoldType;
  /** The name of who set it. */
  setBy: string;
}

/** An embargo that is neither over nor lifted. */
export interface StandingEmbargo {
  /** Null is open-ended. */
  until: Date | null;
  /** The name of who set it. */
  setBy: string;
}

/** What stands between an item and its readers at one time. */
export interface Standing {
  embargo: StandingEmbargo | null;
  /** Oldest first. */
  holds: readonly StandingHold[];
}

/** Why an item may not go out, for whoever tries it. */
export interface Blocker {
  code: 'on_hold' | 'embargoed';
  message: string;
}

/** What keeps the item from being published: every hold, then the embargo. */
export function blockers({ embargo, holds }: Standing): Blocker[] {
  const held = holds.map((hold) => onHold(hold, 'going out'));
  return embargo === null ? held : [...held, embargoed(embargo)];
}

/** What keeps the item from being dropped: legal holds, because what a court may ask for has to stay. */
export function legalBlockers(holds: readonly StandingHold[]): Blocker[] {
  return holds.filter(({ type }) => type === 'legal').map((hold) => onHold(hold, 'being dropped'));
}

/** Whether an embargo until `next` would reveal the item earlier than one until `present`; null is open-ended. */
export function revealsEarlier(next: Date | null, present: Date | null): boolean {
  return next !== null && (present === null || next < present);
}

function onHold({ type, setBy }: StandingHold, what: string): Blocker {
  const named = type === 'legal' ? 'A legal hold' : 'An editorial hold';
  return {
    code: 'on_hold',
    message: `${named}, set by ${setBy}, keeps the item from ${what}. Have it released first.`,
  };
}

function embargoed({ until, setBy }: StandingEmbargo): Blocker {
  const end =
    until === null
      ? `without an end, set by ${setBy}. Have it lifted first.`
      : `until ${until.toISOString()}, set by ${setBy}. Wait for that time, or have it lifted.`;
  return { code: 'embargoed', message: `The item is under an embargo ${end}` };
}
