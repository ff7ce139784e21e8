import type { DeliveredLeadPhoto } from '../delivered-parts.dto.js';
import type { DeliveredStory } from './delivered-document.js';

/** As much of a delivered body's nodes as it takes to find photos in it. */
interface BodyNode {
  type: string;
  /** Of a photo: what is shown of it. */
  attrs?: DeliveredLeadPhoto;
  content?: BodyNode[];
}

/** The photos of the story as readers meet them, each once: its lead photo, those in the text, its gallery. */
export function photosOf({ leadPhoto, body, gallery }: DeliveredStory): DeliveredLeadPhoto[] {
  const all = [...(leadPhoto === null ? [] : [leadPhoto]), ...photosIn(body as BodyNode), ...gallery];
  const met = new Set<string>();
  return all.filter(({ photoCaptionId: id }) => !met.has(id) && met.add(id));
}

function photosIn({ type, attrs, content = [] }: BodyNode): DeliveredLeadPhoto[] {
  return type === 'photo' && attrs ? [attrs] : content.flatMap(photosIn);
}
