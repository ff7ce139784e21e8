/** The kinds of item there are. What each of them holds is told by its own folder. */
export const KINDS = ['article', 'editorial', 'photo_caption'] as const;

export type Kind = (typeof KINDS)[number];
