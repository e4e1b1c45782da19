import { describe, expect, it } from 'vitest';
import { readOptions, wantedFaults } from '../../faults/options.ts';
import { faultNames } from '../../faults/play.ts';

describe('what npm run faults is told', () => {
  it('is taken as it is written', () => {
    const line = '--seed 7 --minutes 0.5 --clients 60 --rate 10 --mutant forgetful --only';
    expect(readOptions([...line.split(' '), ' Redis frozen, none'])).toEqual({
      seed: 7,
      minutes: 0.5,
      clients: 60,
      rate: 10,
      mutant: 'forgetful',
      only: ['Redis frozen', 'none'],
      list: false,
    });
  });

  it.each([
    ['--seed', 'seven'],
    ['--seed', '1.5'],
    ['--seed', '-1'],
    ['--seed', ''],
    ['--minutes', '0'],
    ['--minutes', 'Infinity'],
    ['--clients', '0'],
    ['--clients', '2.5'],
    ['--clients', '1e9'],
    ['--rate', 'fast'],
    ['--mutant', 'none-such'],
  ])('is refused by its name: %s %s', (name, value) => {
    expect(() => readOptions([`${name}=${value}`])).toThrow(name);
  });

  it('is refused where it is not known', () => {
    expect(() => readOptions(['--sed', '7'])).toThrow("'--sed'");
  });

  it('is refused where a part of --only is no fault, though another is', () => {
    const names = faultNames(1);
    expect(() => wantedFaults(names, ['Redis frozen', 'Redis frosen'])).toThrow('"Redis frosen"');
    expect(wantedFaults(names, ['Redis frozen'])).toEqual(['Redis frozen']);
    expect(wantedFaults(names, [])).toEqual(names);
  });
});
