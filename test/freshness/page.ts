import type { Acknowledged, Story } from './story.js';

/** Something that readers ask for: one story's document, or what shows all of them. */
export interface Page {
  path: string;
  isDocument: boolean;
  stories: readonly Story[];
}

/** An answer, or for a 304 the copy that it calls good. */
export interface Seen {
  status: number;
  text: string;
}

/** Where readers find the story. */
export function pathOf({ slug }: Story): string {
  return `/delivery/v1/articles/${slug}`;
}

/** What is wrong with having seen that after asking at that time; null where it is in order. */
export function faultIn({ isDocument, stories }: Page, seen: Seen, askedAt: number): string | null {
  for (const story of stories) {
    const due = story.due(askedAt);
    const fault = isDocument ? faultInDocument(story, seen, due) : faultInList(story, seen, due);
    if (fault !== null) return `${seen.status} ${fault} (${told(due, askedAt)})`;
  }
  return null;
}

function faultInDocument(story: Story, { status, text }: Seen, due: Acknowledged | null): string | null {
  if (due?.state === 'killed') return status === 410 && !story.isIn(text) ? null : text.slice(0, 200);
  if (status === 200) return faultInNumbers(story, text, due);
  const isInOrder = (status === 410 && story.isLeaving) || (status === 404 && due === null);
  return isInOrder ? null : text.slice(0, 200);
}

function faultInList(story: Story, { status, text }: Seen, due: Acknowledged | null): string | null {
  if (status !== 200) return text.slice(0, 200);
  const isShown = story.isIn(text);
  if (due?.state === 'killed') return isShown ? `shows ${story.name}` : null;
  if (isShown) return faultInNumbers(story, text, due);
  return due === null || story.isLeaving ? null : `lacks ${story.name}`;
}

function faultInNumbers(story: Story, text: string, due: Acknowledged | null): string | null {
  const numbers = story.numbersIn(text);
  const isInOrder = numbers.length > 0 && Math.min(...numbers) >= Number(due?.state ?? 0);
  return isInOrder ? null : `shows ${story.name} ${numbers.join(', ')}`;
}

function told(due: Acknowledged | null, askedAt: number): string {
  return due === null
    ? 'nothing of it was published'
    : `${due.state} was acknowledged ${Math.round(askedAt - due.at)} ms before it was asked for`;
}
