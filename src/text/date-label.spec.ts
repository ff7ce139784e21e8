import { describe, expect, it } from '@jest/globals';
import { dateLabel } from './date-label.js';

const published = new Date('2024-05-04T23:30:00Z');
const updated = new Date('2024-05-06T10:00:00Z');

describe('dateLabel', () => {
  it('is the day of the first publication, without "Updated", until there is an update', () => {
    expect(dateLabel(published, null, 'UTC')).toBe('04 May, 2024');
  });

  it('is the day of the update once there is one', () => {
    expect(dateLabel(published, updated, 'UTC')).toBe('Updated 06 May, 2024');
  });

  it('says so even on the day of the first publication', () => {
    expect(dateLabel(published, published, 'UTC')).toBe('Updated 04 May, 2024');
  });

  it.each([
    ['Asia/Karachi', '05 May, 2024'],
    ['Pacific/Kiritimati', '05 May, 2024'],
    ['America/New_York', '04 May, 2024'],
    ['UTC', '04 May, 2024'],
  ])('takes the day in %s', (timeZone, label) => {
    expect(dateLabel(published, null, timeZone)).toBe(label);
  });

  it('names the months from its own table', () => {
    const labels = Array.from({ length: 12 }, (_, month) =>
      dateLabel(new Date(Date.UTC(2023, month, 9)), null, 'UTC').slice(3, 6),
    );
    expect(labels.join(' ')).toBe('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec');
  });

  it('follows the clock over the change to summer time', () => {
    expect(dateLabel(new Date('2024-03-30T23:30:00Z'), null, 'Europe/Berlin')).toBe('31 Mar, 2024');
    expect(dateLabel(new Date('2024-03-31T22:30:00Z'), null, 'Europe/Berlin')).toBe('01 Apr, 2024');
  });

  it('has room for an archive', () => {
    expect(dateLabel(new Date('1857-05-10T00:00:00Z'), null, 'UTC')).toBe('10 May, 1857');
  });

  it('refuses a zone that there is not', () => {
    expect(() => dateLabel(published, null, 'Mars/Olympus')).toThrow(RangeError);
  });
});
