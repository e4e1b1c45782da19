import { expect, it } from 'vitest';
import { isTransient, isUnavailable } from '../../../src/database/transient-errors.ts';

const failure = (code: string) => Object.assign(new Error('failed'), { code });

it.each([
  ['08006', 'a broken connection'],
  ['25006', 'a server that is read-only, after a failover'],
  ['25P03', 'a transaction that was idle for too long'],
  ['53300', 'too many connections'],
  ['55P03', 'a lock timeout'],
  ['57014', 'a cancelled statement'],
  ['57P01', 'a server that shuts down'],
  ['P1001', 'Prisma without a server'],
])('%s (%s) makes the database unavailable', (code) => {
  expect(isUnavailable(failure(code))).toBe(true);
  expect(isUnavailable(new Error('outer', { cause: failure(code) }))).toBe(true);
});

it.each(['25001', '23505', '22P02', '42P01', 'P2002'])('%s does not', (code) => {
  expect(isUnavailable(failure(code))).toBe(false);
});

it.each(['40001', '40P01', 'P2034'])('%s was rolled back, so that it is tried again in any case', (code) => {
  expect(isTransient(failure(code), { afterUnknownCommit: false })).toBe(true);
});

it('tries again after an unknown commit only what can be repeated', () => {
  expect(isTransient(failure('08006'), { afterUnknownCommit: true })).toBe(true);
  expect(isTransient(failure('08006'), { afterUnknownCommit: false })).toBe(false);
});
