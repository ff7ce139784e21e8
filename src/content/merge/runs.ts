/** What stands before the first anchor; no block has it for an id. */
export const START = '';

/** Those of `ids` that are `wanted`, in order, by the last anchor before them, or START. */
export function runsBetween(
  ids: readonly string[],
  isAnchor: (id: string) => boolean,
  wanted: (id: string) => boolean,
): ReadonlyMap<string, string[]> {
  const runs = new Map<string, string[]>();
  let at = START;
  for (const id of ids) {
    if (isAnchor(id)) at = id;
    else if (wanted(id)) {
      const run = runs.get(at);
      if (run) run.push(id);
      else runs.set(at, [id]);
    }
  }
  return runs;
}
