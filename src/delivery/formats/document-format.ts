import type { RemovedItem } from '../../published/published-reader.js';
import type { DeliveredDocument } from './delivered-document.js';

/** What a format says of the site besides the document. */
export interface Site {
  siteName: string;
  /** BCP 47; of a photo caption, which names none. */
  language: string;
}

/** Another way to write a delivered document. Both functions are pure and give JSON. */
export interface DocumentFormat {
  mediaType: string;
  of: (document: DeliveredDocument, site: Site) => object;
  /** What is said of an item that was taken off; absent where the format has no words for it. */
  canceled?: (item: RemovedItem) => object;
}
