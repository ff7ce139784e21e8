import type { Kind } from '../../src/kinds.js';
import { paragraphs } from '../factories/items.js';
import { PLAIN_PHOTO } from '../factories/plain-photo.js';
import type { Content } from './item.js';
import type { Real } from './real.js';

/** The content in this run: its words are its own, and a caption has neither section nor slug. */
export function ofRun<Given extends Partial<Content>>(real: Real, kind: Kind, content: Given): Given {
  const { headline, slug } = content;
  return {
    ...content,
    ...(headline === undefined ? {} : { headline: `${headline} ${real.run}` }),
    ...(slug ? { slug: `${slug}-${real.run}` } : {}),
    ...(kind === 'photo_caption' ? { section: null, slug: null } : {}),
  };
}

/** Content as it is sent: a member that the model does not speak of is not sent either. */
export function sent(
  real: Real,
  kind: Kind,
  { headline, section, complete, slug }: Partial<Content>,
): object {
  const isCaption = kind === 'photo_caption';
  return {
    ...(headline === undefined ? {} : { [isCaption ? 'description' : 'headline']: headline }),
    ...(section === undefined || isCaption ? {} : { sectionId: section && real.sections[section] }),
    ...(complete === undefined ? {} : completeness(kind, complete)),
    ...(slug ? { slug } : {}),
  };
}

function completeness(kind: Kind, complete: boolean): object {
  if (kind === 'article')
    return { body: paragraphs('The talks resumed.'), source: complete ? 'Reuters' : null };
  if (kind === 'photo_caption') {
    return { photoId: PLAIN_PHOTO, creditLine: 'Reuters', altText: complete ? 'Two ferries' : null };
  }
  return {
    body: paragraphs('The bridge stands.'),
    editionDate: '2024-05-05',
    editionRank: complete ? 1 : null,
  };
}
