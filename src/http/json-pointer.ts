import { hasForbiddenCharacters } from '../text/text-rules.js';

const LONGEST_NAME = 100;
const LONGEST_POINTER = 1000;

/**
 * The RFC 6901 pointer to a member of what `parent` points to. No member of ours has a name this long: such a
 * name, or a path of many, would come back once per fault, so that its parent is pointed to instead; and so for a
 * name that no text can hold.
 */
export function memberPointer(parent: string, name: string): string {
  if (isTooLong(name) || hasForbiddenCharacters(name)) return parent;
  const pointer = `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return pointer.length > LONGEST_POINTER ? parent : pointer;
}

/** Whether the name is longer than any that a request can have. */
export function isTooLong(name: string): boolean {
  return name.length > LONGEST_NAME;
}
