import { describe, expect, it } from 'vitest';
import { isOutside, warnOutside } from '../../../src/catalog/exhibitions/days-outside.ts';

const days = { startsOn: '2030-05-06', endsOn: '2030-05-08', timeZone: 'Asia/Shanghai' };

describe('the days of an exhibition', () => {
  it.each([
    ['2030-05-05T15:59:59Z', true],
    ['2030-05-05T16:00:00Z', false],
    ['2030-05-08T15:59:59Z', false],
    ['2030-05-08T16:00:00Z', true],
  ])('are those of its time zone: %s is outside: %s', (time, outside) => {
    expect(isOutside(days, time)).toBe(outside);
    expect(isOutside(days, new Date(time))).toBe(outside);
  });

  it('are named in a warning for each field that is outside, and for no other', () => {
    expect(
      warnOutside(days, {
        startsAt: new Date('2030-05-05T09:00:00Z'),
        endsAt: '2030-05-06T09:00:00Z',
        other: null,
      }),
    ).toEqual([
      {
        code: 'OUTSIDE_EXHIBITION',
        path: ['input', 'startsAt'],
        message: 'is outside the days of the exhibition: 2030-05-06 to 2030-05-08 in Asia/Shanghai',
      },
    ]);
  });
});
