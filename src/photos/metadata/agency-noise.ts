import {
  type AgencyCredit,
  beginsAsCredit,
  isAgency,
  parseAgencyCredit,
  unwrapped,
} from './agency-credit.js';
import type { PhotoMetadata, RawPhotoMetadata } from './photo-metadata.js';
import { isSameText } from './same-text.js';

/** How far from the end of a description a credit is looked for. */
const TAIL = 250;
/** Where a credit can begin: at a bracket, after a dash, a line, a sentence, or any blank before capitals. */
const CREDIT_START = /[([]|\s[—–-]\s|\n|\s(?=\p{Lu})/gu;
const OF_THE_DAY = / ?TPX IMAGES OF THE DAY$/;

/**
 * Cleans what agencies write into the wrong place, by rule:
 * - a creator is only a name: `MR. A/REUTERS` is the creator `MR. A`, and the credit line `REUTERS` where the file
 *   has none. Names keep their capitals: whether `MCDONALD` is McDonald only a person knows.
 * - a credit line names the supplier: the photographer in it becomes the creator where there is none, and is left
 *   out where it is the creator. `AP Photo` is `AP`.
 * - a description ends before the credit: `… on Tuesday. (AP Photo/Jane Doe)`, `… REUTERS/John Smith`.
 *
 * `raw` has each changed member as the file has it, so that nothing is lost.
 */
export function cleanAgencyNoise(metadata: PhotoMetadata): {
  cleaned: PhotoMetadata;
  raw: RawPhotoMetadata;
} {
  const cleaned = { ...metadata };
  const [description, credited] = withoutTrailingCredit(metadata.description);
  cleaned.description = description;

  const inCreators = metadata.creator.map(parseAgencyCredit);
  cleaned.creator = creatorNames(metadata.creator);
  cleaned.creditLine ??= [...inCreators, credited].find((credit) => credit !== null)?.credit ?? null;

  const inCreditLine = parseAgencyCredit(metadata.creditLine ?? '');
  if (inCreditLine !== null && areAmong(inCreditLine.names, cleaned.creator)) {
    cleaned.creditLine = inCreditLine.credit;
  }
  if (cleaned.creator.length === 0) cleaned.creator = inCreditLine?.names ?? credited?.names ?? [];
  return { cleaned, raw: changedMembers(metadata, cleaned) };
}

/** The names in creators, without the agencies around them. An agency that stands alone stays. */
export function creatorNames(creators: string[]): string[] {
  const names = creators.flatMap((creator) =>
    isAgency(creator) ? [creator] : (parseAgencyCredit(creator)?.names ?? [unwrapped(creator) || creator]),
  );
  return [...new Set(names)];
}

/** Whether there are no others to be named. */
function areAmong(names: string[], creators: string[]): boolean {
  if (creators.length === 0) return true;
  return names.every((name) =>
    creators.some((creator) => isSameText(name.toLowerCase(), creator.toLowerCase())),
  );
}

/** A description without the credit at its end, and that credit. A description that is only a credit stays. */
function withoutTrailingCredit(description: string | null): [string | null, AgencyCredit | null] {
  if (description === null) return [null, null];
  let text = description.replace(OF_THE_DAY, '');
  let first: AgencyCredit | null = null;
  // A photo that one agency passed on through another ends with two.
  for (let count = 0; count < 2; count += 1) {
    const found = trailingCredit(text);
    if (found === null) break;
    text = found.before;
    first ??= found.credit;
  }
  return [text === '' ? description : text, first];
}

function trailingCredit(text: string): { before: string; credit: AgencyCredit } | null {
  const from = Math.max(0, text.length - TAIL);
  for (const start of text.slice(from).matchAll(CREDIT_START)) {
    const mark = start[0];
    const at = from + start.index + (/[([]/.test(mark) ? 0 : mark.length);
    const before = text
      .slice(0, at)
      .trimEnd()
      .replace(/[—–-]$/, '')
      .trimEnd();
    const candidate = text.slice(at).replace(/\.$/, '');
    // Between brackets, after a dash or on a line of its own it may be anything that is understood as one.
    if (before === '' || (!/[([—–\n-]/.test(mark) && !beginsAsCredit(candidate))) continue;
    const credit = parseAgencyCredit(candidate);
    if (credit !== null) return { before, credit };
  }
  return null;
}

function changedMembers(before: PhotoMetadata, after: PhotoMetadata): RawPhotoMetadata {
  const changed = (['description', 'creator', 'creditLine'] as const).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return Object.fromEntries(changed.map((field) => [field, before[field]]));
}
