import { expect, it } from 'vitest';
import { etagOf, isUnchanged } from '../../../src/http/etag.ts';

const own = etagOf(Buffer.from('page'));

it.each([
  [own, true],
  [`W/${own}`, true],
  [`"a,b", ${own}`, true],
  ['*', true],
  [' * ', true],
  ['"*"', false],
  [`"x${own.slice(1)}`, false],
  [own.slice(1, -1), false],
  ['', false],
])('%s is a tag of the body: %s', (header, unchanged) => {
  expect(isUnchanged({ headers: { 'if-none-match': header } }, own)).toBe(unchanged);
});

it('differs for another body', () => {
  expect(etagOf(Buffer.from('other'))).not.toBe(own);
  expect(isUnchanged({ headers: {} }, own)).toBe(false);
});
