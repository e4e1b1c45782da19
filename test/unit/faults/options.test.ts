import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/commands/command.ts';
import { command, readOptions, wantedFaults } from '../../faults/options.ts';
import { faultNames } from '../../faults/play.ts';

const read = (parameters: string[]) => readOptions(parse(command, parameters).values);

describe('the options of npm run faults', () => {
  it('are read', () => {
    const line = '--seed 7 --minutes 0.5 --clients 60 --rate 10 --mutant forgetful --only';
    expect(read([...line.split(' '), ' Redis frozen, none'])).toEqual({
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
  ])('are an error that names the option: %s %s', (name, value) => {
    expect(() => read([`${name}=${value}`])).toThrow(name);
  });

  it('are an error if one is unknown', () => {
    expect(() => read(['--sed', '7'])).toThrow("'--sed'");
  });

  it('are an error if any part of --only names no fault', () => {
    const names = faultNames(1);
    expect(() => wantedFaults(names, ['Redis frozen', 'Redis frosen'])).toThrow("'Redis frosen'");
    expect(wantedFaults(names, ['Redis frozen'])).toEqual(['Redis frozen']);
    expect(wantedFaults(names, [])).toEqual(names);
  });
});
