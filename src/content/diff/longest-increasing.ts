/**
 * The places of a longest increasing subsequence of distinct numbers, in O(n log n): what need not move when all the
 * others do. Of several longest ones, always the same.
 */
export function longestIncreasing(numbers: readonly number[]): number[] {
  /** The place of the smallest number that an increasing run of each length can end with. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [place, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numberAt(numbers, ends[middle]) < number) low = middle + 1;
      else high = middle;
    }
    before.push(ends[low - 1]);
    ends[low] = place;
  }
  const places: number[] = [];
  for (let place = ends.at(-1); place !== undefined; place = before[place]) places.push(place);
  return places.reverse();
}

/** Those of `ids` that have kept their order among each other since `before`; the rest have been moved. */
export function unmoved(before: readonly string[], ids: readonly string[]): Set<string> {
  const placeOf = new Map(before.map((id, place) => [id, place]));
  const common = ids.filter((id) => placeOf.has(id));
  const kept = longestIncreasing(common.map((id) => placeOf.get(id) ?? 0));
  return new Set(kept.flatMap((place) => common[place] ?? []));
}

function numberAt(numbers: readonly number[], place: number | undefined): number {
  return (place === undefined ? undefined : numbers[place]) ?? Number.NEGATIVE_INFINITY;
}
