import { describe, expect, it } from '@jest/globals';
import { DemoCalendar } from './demo-calendar.js';

const NEWEST = '2026-11-19T06:30:00Z';

describe('the calendar of the demo', () => {
  it('leaves dates alone that are past', () => {
    const calendar = new DemoCalendar(NEWEST, new Date(NEWEST));
    expect(calendar.instant('2026-09-08T15:30:00Z').toISOString()).toBe('2026-09-08T15:30:00.000Z');
    expect(calendar.day('2026-11-19')).toBe('2026-11-19');
  });

  it('moves all back by whole weeks where the newest is still to come', () => {
    const calendar = new DemoCalendar(NEWEST, new Date('2026-11-19T06:29:59Z'));
    expect(calendar.day('2026-11-19')).toBe('2026-11-12');
    expect(calendar.instant(NEWEST).toISOString()).toBe('2026-11-12T06:30:00.000Z');
    const years = new DemoCalendar(NEWEST, new Date('2024-02-29T12:00:00Z'));
    expect(years.instant(NEWEST).toISOString()).toBe('2024-02-29T06:30:00.000Z');
    expect(years.instant(NEWEST).getUTCDay()).toBe(new Date(NEWEST).getUTCDay());
  });
});
