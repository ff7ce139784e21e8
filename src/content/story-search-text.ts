import type { BodyJson } from './body/body-json.js';
import { photoPlacements, plainText } from './body/body-text.js';
import type { Placement, Resolved } from './reference.js';

/** What stories of any kind have to be found by. */
interface Story {
  body: BodyJson | null;
  leadPhoto: Placement | null;
  gallery: readonly Placement[];
  tags: readonly string[];
}

/** The body of a story, and what stands around it: its captions as readers see them, its tags, and `others`. */
export function storySearchText(
  { body, leadPhoto, gallery, tags }: Story,
  resolved: Resolved,
  others: readonly (string | null)[],
): { body: string | null; details: (string | null)[] } {
  const placements = [...(leadPhoto ? [leadPhoto] : []), ...gallery, ...(body ? photoPlacements(body) : [])];
  const captions = placements.flatMap((placement) => {
    const inherited = resolved.captions.get(placement.photoCaptionId);
    return inherited
      ? [
          placement.caption ?? inherited.description,
          placement.altText ?? inherited.altText,
          inherited.creditLine,
        ]
      : [];
  });
  return { body: body && plainText(body), details: [...others, ...captions, ...tags] };
}
