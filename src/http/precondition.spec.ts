import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { etagOf, Precondition } from './precondition.js';

function check(header: string | undefined, version: number): string {
  try {
    Precondition.fromHeader(header).check(version);
    return 'passes';
  } catch (error) {
    return String(Reflect.get(Object(error), 'code'));
  }
}

describe('If-Match', () => {
  it.each([
    ['"7"', 'passes'],
    ['W/"7"', 'passes'],
    ['  "7"  ', 'passes'],
    ['"6", "7"', 'passes'],
    ['"6",W/"7"', 'passes'],
    ['"6"', 'stale_version'],
    ['"8"', 'stale_version'],
    ['"70"', 'stale_version'],
    ['7', 'stale_version'],
    ["'7'", 'stale_version'],
    ['"*"', 'stale_version'],
    [undefined, 'precondition_required'],
    ['', 'precondition_required'],
    ['   ', 'precondition_required'],
    ['*', 'precondition_required'],
    [' * ', 'precondition_required'],
  ])('%j against version 7: %s', (header, expected) => {
    expect(check(header, 7)).toBe(expected);
  });

  it('passes for exactly the version that was read', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (read, now) => {
        expect(check(etagOf(read), now)).toBe(read === now ? 'passes' : 'stale_version');
      }),
    );
  });

  it('says what the ETag is now', () => {
    expect(() => Precondition.version(3).check(4)).toThrow(
      expect.objectContaining({ code: 'stale_version', extras: { current: '"4"' } }),
    );
    expect(() => Precondition.version(4).check(4)).not.toThrow();
  });

  it('lets an older version pass where that is fine, and none that never was', () => {
    const seen = (header: string): number => {
      const older = Precondition.fromHeader(header).orOlder();
      older.check(7);
      return older.seen(7);
    };
    expect(seen('"7"')).toBe(7);
    expect(seen('"3"')).toBe(3);
    expect(seen('W/"1"')).toBe(1);
    expect(seen('"3", "7"')).toBe(7);
    for (const header of ['"8"', '"0"', '3', '"x"', '"3", "4"', '"-1"', '"1.5"', '"99999999999"']) {
      expect(() => seen(header)).toThrow(expect.objectContaining({ code: 'validation_failed' }));
    }
    expect(() => seen('*')).toThrow(expect.objectContaining({ code: 'precondition_required' }));
  });
});
