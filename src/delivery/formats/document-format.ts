import type { RemovedItem } from '../../published/published-reader.js';
import type { DeliveredDocument } from './delivered-document.js';
import type { Site } from './site.js';

/** Another way to write a delivered document. Both functions are pure and give the text of JSON. */
export interface DocumentFormat {
  mediaType: string;
  of: (document: DeliveredDocument, site: Site) => string;
  /** What is said of an item that was taken off; absent where the format has no words for it. */
  canceled?: (item: RemovedItem) => string;
}
