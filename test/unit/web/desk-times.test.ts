/** Times at the desk: as they are typed, planned and counted. */
import { describe, expect, it } from 'vitest';
import { clockOf, delaySeconds, timingOf } from '../../../src/web/desk/state/item-timing.ts';
import { readVenueTime, venueTime } from '../../../src/web/desk/state/venue-time.ts';

describe('a time at the venue', () => {
  it.each([
    ['2030-05-06 19:30', 'Asia/Shanghai', '2030-05-06T11:30:00.000Z'],
    ['2030-05-06T00:00', 'Asia/Seoul', '2030-05-05T15:00:00.000Z'],
    ['2030-07-01 09:00', 'Europe/Berlin', '2030-07-01T07:00:00.000Z'],
    ['2030-03-31 03:30', 'Europe/Berlin', '2030-03-31T01:30:00.000Z'],
    ['2030-12-31 23:59', 'America/New_York', '2031-01-01T04:59:00.000Z'],
  ])('%s in %s is %s, and is shown so again', (typed, timeZone, instant) => {
    expect(readVenueTime(` ${typed} `, timeZone)).toBe(instant);
    expect(venueTime(instant, timeZone)).toBe(typed.replace('T', ' '));
  });

  it.each(['', '19:30', '2030-02-30 10:00', '2030-05-06 24:00', '2030-5-6 10:00', '2030-05-06 10:61'])(
    'is not read from %j',
    (typed) => {
      expect(readVenueTime(typed, 'Asia/Shanghai')).toBeNull();
    },
  );

  it('is not one that the clocks skip', () => {
    expect(readVenueTime('2030-03-31 02:30', 'Europe/Berlin')).toBeNull();
  });
});

describe('the time of an item', () => {
  const now = Date.parse('2030-05-06T09:10:00Z');

  it('is counted from its beginning, over and under the plan', () => {
    const since = (at: string, durationSeconds: number | null) => timingOf({ durationSeconds }, at, now);
    expect(since('2030-05-06T09:05:00Z', 240)).toMatchObject({ elapsedSeconds: 300, overSeconds: 60 });
    expect(since('2030-05-06T09:05:00Z', 400)).toMatchObject({ elapsedSeconds: 300, overSeconds: -100 });
    expect(since('2030-05-06T09:05:00Z', null)).toMatchObject({ elapsedSeconds: 300, overSeconds: null });
    expect(timingOf({ durationSeconds: 60 }, null, now)).toMatchObject({
      elapsedSeconds: null,
      overSeconds: null,
    });
    // The clock of the server is ahead of the announcement by less than a message takes.
    expect(since('2030-05-06T09:10:01Z', null).elapsedSeconds).toBe(0);
  });

  it('is late by what has passed since its planned start', () => {
    expect(delaySeconds({ startsAt: '2030-05-06T09:00:00Z' }, now)).toBe(600);
    expect(delaySeconds({ startsAt: null }, now)).toBeNull();
  });

  it.each([
    [0, '0:00'],
    [125, '2:05'],
    [-59, '0:59'],
    [3_725, '1:02:05'],
  ])('of %i seconds is written %s', (seconds, written) => {
    expect(clockOf(seconds)).toBe(written);
  });
});
