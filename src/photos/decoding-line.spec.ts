import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DecodingLine } from './decoding-line.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the line for decoding', () => {
  it('tells whoever has waited too long, be it with a photo or for a picture, to try again', async () => {
    const line = new DecodingLine();
    const busy = Promise.withResolvers<void>();
    const working = [1, 2].map(async () => line.run(async () => busy.promise));
    const late = line.run(async () => 'its turn').catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(120_000);
    expect(await late).toMatchObject({
      code: 'unavailable',
      detail: 'Many pictures are being read or made right now. Try again later.',
    });
    busy.resolve();
    await Promise.all(working);
    expect(await line.run(async () => 'its turn')).toBe('its turn');
  });
});
