/** The LIKE pattern of what has the text somewhere in it: what a caller typed is text and no pattern. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
