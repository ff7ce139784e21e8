/**
 * The least time in milliseconds that `work` took in up to `attempts` runs; the first run below `limitMs` ends the search.
 * For what the database does, whose processor time is not this process's: what a busy machine holds up once says
 * nothing of it.
 */
export async function leastElapsed(
  limitMs: number,
  work: () => Promise<void>,
  attempts = 5,
): Promise<number> {
  let least = Infinity;
  for (let attempt = 0; attempt < attempts && least >= limitMs; attempt += 1) {
    const before = performance.now();
    await work();
    least = Math.min(least, performance.now() - before);
  }
  return least;
}
