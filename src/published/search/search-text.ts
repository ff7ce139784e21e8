/** What of an item readers can find it by, as plain text. Earlier members weigh more. */
export interface SearchText {
  headline: string | null;
  /** What introduces it: kicker and standfirst. */
  summary: readonly (string | null)[];
  body: string | null;
  /** What stands around it: captions, bylines, tags. */
  details: readonly (string | null)[];
}
