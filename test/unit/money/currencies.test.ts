import { expect, it } from 'vitest';
import { currencies, decimalsOf } from '../../../src/money/currencies.ts';

it.each([
  ['CNY', 2],
  ['KRW', 0],
  ['JPY', 0],
  ['EUR', 2],
  ['KWD', 3],
  ['CLF', 4],
])('%s has %i decimals', (code, decimals) => {
  expect(decimalsOf(code)).toBe(decimals);
  expect(currencies.get(code)).toEqual({ code, decimals });
});

it.each(['XAU', 'XDR', 'XTS', 'XXX', 'RMB', 'cny', '', 'constructor'])(
  '%s is not a currency of an amount',
  (code) => {
    expect(currencies.has(code)).toBe(false);
    expect(() => decimalsOf(code)).toThrow(`${code} is not an ISO 4217 currency`);
  },
);
