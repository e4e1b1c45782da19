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
  ['28P01', 'a password that was changed'],
  ['3D000', 'a database that is not there yet'],
  ['58030', 'a server whose disk fails'],
  ['ENOTFOUND', 'a host without an address, as during a failover by name'],
  ['EAI_AGAIN', 'a name server that does not answer'],
  ['EHOSTUNREACH', 'a host without a route'],
  ['ETIMEDOUT', 'a host that does not answer'],
  ['ERR_SSL_TLSV1_ALERT_DECODE_ERROR', 'TLS that fails'],
  ['CERT_HAS_EXPIRED', 'a certificate that has expired'],
  ['P1001', 'Prisma without a server'],
])('%s (%s) makes the database unavailable', (code) => {
  expect(isUnavailable(failure(code))).toBe(true);
  expect(isUnavailable(new Error('outer', { cause: failure(code) }))).toBe(true);
});

it.each([
  'The server does not support SSL connections',
  'There was an error establishing an SSL connection',
  'Client network socket disconnected before secure TLS connection was established',
  'Cannot use a pool after calling end on the pool',
])('"%s" of the driver, which has no code, makes it unavailable', (message) => {
  expect(isUnavailable(new Error(message))).toBe(true);
});

it.each(['25001', '23505', '22P02', '42P01', 'P2002', 'ENOENT', 'ERR_INVALID_ARG_TYPE'])(
  '%s does not',
  (code) => {
    expect(isUnavailable(failure(code))).toBe(false);
  },
);

it.each(['40001', '40P01', 'P2034'])('%s was rolled back, so that it is tried again in any case', (code) => {
  expect(isTransient(failure(code), { afterUnknownCommit: false })).toBe(true);
});

it('tries again after an unknown commit only what can be repeated', () => {
  expect(isTransient(failure('08006'), { afterUnknownCommit: true })).toBe(true);
  expect(isTransient(failure('08006'), { afterUnknownCommit: false })).toBe(false);
});
