/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {number[]} values @param {number} part from 0 to 1 */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/**
 * Measures two things in turns, so that whatever else the machine does falls on both, and takes the median of the rounds.
 *
 * @param {number} rounds
 * @param {() => Promise<number>} ours
 * @param {() => Promise<number>} limit
 * @returns {Promise<{ours: number, limit: number, ratio: number}>} `ratio` is the median of the rounds' own ratios
 */
export async function inTurns(rounds, ours, limit) {
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    // Whoever is second finds the machine warmer: each is second in half of the rounds.
    if (round % 2 === 0) measured.push({ limit: await limit(), ours: await ours() });
    else measured.push({ ours: await ours(), limit: await limit() });
  }
  return {
    ours: median(measured.map((round) => round.ours)),
    limit: median(measured.map((round) => round.limit)),
    ratio: median(measured.map((round) => round.ours / round.limit)),
  };
}
