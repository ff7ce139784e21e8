/**
 * Lists of an author's or a tag's items are kept as such, in the table `listed_under`: the database enters there what is live,
 * under a heading for each of its authors and tags, with all that lists are in the order of.
 */

/** The heading of what an author has written. */
export function authorHeading(authorId: string): string {
  return `author ${authorId}`;
}

/** The heading of what has the tag. */
export function tagHeading(tag: string): string {
  return `tag ${tag}`;
}

/**
 * SQL for what stands under all of the headings, of which there is one or more: the first of them is walked. `sections` is an
 * array of ids; null for all sections.
 */
export function listedUnder([first, ...others]: readonly string[], sections: string | null): string {
  const conditions = [
    `heading = ${first}`,
    ...(sections === null ? [] : [`section_id = any (${sections})`]),
    ...others.map(
      (heading) =>
        `exists (select from listed_under other where other.item_id = listed_under.item_id and other.heading = ${heading})`,
    ),
  ];
  return `listed_under where ${conditions.join(' and ')}`;
}
