import { expect, it } from 'vitest';
import { inInsertableOrder } from '../../../src/backup/tables.ts';

it('puts a table after those that it refers to, and keeps the order otherwise', () => {
  const references = [
    { from: 'Deal', to: 'Exhibition' },
    { from: 'Exhibition', to: 'Series' },
    { from: 'Deal', to: 'Deal' },
  ];
  expect(inInsertableOrder(['Deal', 'Currency', 'Exhibition', 'Series'], references)).toEqual([
    ...['Currency', 'Series', 'Exhibition', 'Deal'],
  ]);
});

it('names tables that refer to each other', () => {
  const references = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'a' },
  ];
  expect(() => inInsertableOrder(['a', 'b', 'c'], references)).toThrow('refer to each other: a, b');
});
