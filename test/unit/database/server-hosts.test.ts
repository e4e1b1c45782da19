import { describe, expect, it } from 'vitest';
import { ServerHosts } from '../../../src/database/server-hosts.ts';
import { UnfitDatabase } from '../../../src/database/unfit-database.ts';
import { readHosts } from '../../../src/postgres-hosts.ts';

const two = 'postgres://user:p%40ss@db1:5432,db2:5433/fair?sslmode=verify-full';
const [first, second] = [
  'postgres://user:p%40ss@db1:5432/fair?sslmode=verify-full',
  'postgres://user:p%40ss@db2:5433/fair?sslmode=verify-full',
];

describe('readHosts', () => {
  it('makes one URL of each host, with everything else of the URL', () => {
    expect(readHosts(two)).toEqual({ urls: [first, second], wanted: 'read-write' });
    expect(readHosts('postgres://[::1]:1,[::2]:2/fair').urls).toEqual([
      'postgres://[::1]:1/fair',
      'postgres://[::2]:2/fair',
    ]);
  });

  it('leaves a single host as it is, and asks nothing of it', () => {
    const url = 'postgresql://localhost/fair?host=/run/postgresql';
    expect(readHosts(url)).toEqual({ urls: [url], wanted: 'any' });
  });

  it.each(['any', 'primary', 'read-write'])('knows target_session_attrs=%s', (wanted) => {
    expect(readHosts(`postgres://a,b/fair?target_session_attrs=${wanted}`).wanted).toBe(wanted);
  });

  it.each(['standby', 'read-only', 'prefer-standby', ''])('refuses target_session_attrs=%s', (wanted) => {
    expect(() => readHosts(`postgres://a,b/fair?target_session_attrs=${wanted}`)).toThrow(
      'target_session_attrs must be any, primary, read-write',
    );
  });
});

describe('the hosts of a server', () => {
  it('are used one after the other, in a circle', () => {
    const hosts = new ServerHosts(readHosts(two));
    expect(hosts.current).toBe(first);
    hosts.reportFailed(first!);
    expect(hosts.current).toBe(second);
    hosts.reportFailed(second!);
    expect(hosts.current).toBe(first);
  });

  it('are changed once by several connections that fail together', () => {
    const hosts = new ServerHosts(readHosts(two));
    for (let count = 0; count < 10; count++) hosts.reportFailed(first!);
    expect(hosts.current).toBe(second);
  });

  it.each([
    ['read-write', { in_hot_standby: 'on' }, true],
    ['read-write', { default_transaction_read_only: 'on' }, true],
    ['read-write', { in_hot_standby: 'off', default_transaction_read_only: 'off' }, false],
    ['primary', { in_hot_standby: 'on' }, true],
    ['primary', { default_transaction_read_only: 'on' }, false],
    ['any', { in_hot_standby: 'on' }, false],
  ])('with target_session_attrs=%s and %j are refused: %s', (wanted, settings, isRefused) => {
    const hosts = new ServerHosts(readHosts(`postgres://a,b/fair?target_session_attrs=${wanted}`));
    const check = () =>
      hosts.check(
        { url: `postgres://a/fair?target_session_attrs=${wanted}` } as never,
        { settings } as never,
      );
    if (isRefused) expect(check).toThrow(UnfitDatabase);
    else expect(check).not.toThrow();
    expect(hosts.current).toContain(isRefused ? '//b/' : '//a/');
  });
});
