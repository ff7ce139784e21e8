import type { DeliveredCorrection, DeliveredLeadPhoto, DeliveredRendition } from '../delivered-parts.dto.js';
import { type DeliveredDocument, labelOf, uriOf } from './delivered-document.js';

/** A photo of a story: `caption` is the story's own, or the photo's. */
export function association(photo: DeliveredLeadPhoto, name: string): object {
  return {
    name,
    uri: uriOf(photo.photoCaptionId),
    type: 'picture',
    descriptions: [plain('caption', photo.caption), plain('altText', photo.altText)],
    infoSources: [{ name: photo.creditLine, role: 'credit' }],
    renditions: photo.renditions.map(rendition),
  };
}

/** A file of a photo. */
export function rendition({ name, url, width, height, mediaType }: DeliveredRendition): object {
  return { name, href: url, contentType: mediaType, width, height };
}

/** For readers, one by one; `edNote` has the same for the desk that gets it. */
export function corrections({ corrections: all }: DeliveredDocument): object[] {
  return all.map(({ type, text: said }) => plain(type, said));
}

/** All of them in one text, each after what it is. */
export function correctionsText(all: readonly DeliveredCorrection[]): string {
  return all.map((one) => `${labelOf(one)}: ${one.text}`).join('\n');
}

/** A headline or a description: plain text with its role. */
export function plain(role: string, value: string): object {
  return { role, contentType: 'text/plain', value };
}

/** The same, where there is a text. */
export function optional(role: string, value: string | null): object[] {
  return value ? [plain(role, value)] : [];
}

/** The member where there is a value: ninjs knows no null. */
export function given(name: string, value: string | null | undefined): Record<string, string> {
  return value ? { [name]: value } : {};
}
