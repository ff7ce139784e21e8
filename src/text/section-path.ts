/** How deep the tree of sections may be. */
export const MAX_DEPTH = 6;

const MAX_LENGTH = 600;

/** What a path can look like at all: up to six slugs. It holds nothing that LIKE would read as a wildcard. */
export const SECTION_PATH = /^[a-z0-9-]+(\/[a-z0-9-]+){0,5}$/;

/** Whether a section could have this path. */
export function isSectionPath(text: string): boolean {
  return text.length <= MAX_LENGTH && SECTION_PATH.test(text);
}

/** The path of a section with this slug below `parentPath`, or at the root. */
export function pathBelow(parentPath: string | null, slug: string): string {
  return parentPath === null ? slug : `${parentPath}/${slug}`;
}

/** How many levels lie from the root down to the path: 1 for a root. */
export function depthOf(path: string): number {
  return path.split('/').length;
}

/** Whether `path` is `ancestor` or lies below it. `news-2` does not lie below `news`. */
export function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`);
}
