import { expect } from '@jest/globals';

const LIMIT_MS = 60_000;
const EVERY_MS = 50;

/** Waits until `read` gives `value`, or fails by what it gave last. */
export async function becomes<T>(read: () => Promise<T>, value: T): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  let found = await read();
  while (found !== value && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    found = await read();
  }
  expect(found).toBe(value);
}
