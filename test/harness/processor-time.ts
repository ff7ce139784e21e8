/**
 * The least processor time in milliseconds that `work` took in up to `attempts` runs; the first run below `limitMs`
 * ends the search. A first run compiles what it uses, and beside other tests the same work costs up to twice as much:
 * neither says anything of the work itself, which is what these limits are about.
 */
export async function leastProcessorTime(
  limitMs: number,
  work: () => Promise<void> | void,
  attempts = 5,
): Promise<number> {
  let least = Infinity;
  for (let attempt = 0; attempt < attempts && least >= limitMs; attempt += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
