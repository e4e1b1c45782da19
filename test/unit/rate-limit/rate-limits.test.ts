import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SharedCounters } from '../../../src/cluster/shared-counters.ts';
import { RateLimits, type RateLimitsConfig } from '../../../src/rate-limit/rate-limits.ts';

const minuteMs = 60_000;
const config: RateLimitsConfig = {
  operationsPerMinute: 3,
  operationsPerTokenPerMinute: 2,
  socketsPerAddress: 2,
  trustProxy: false,
};

const opened: RateLimits[] = [];
function open(overrides: Partial<RateLimitsConfig> = {}, shared: SharedCounters | null = null): RateLimits {
  const limits = new RateLimits({ ...config, ...overrides }, shared);
  opened.push(limits);
  return limits;
}

beforeEach(() => {
  vi.useFakeTimers({ now: 10 * minuteMs });
});

afterEach(() => {
  for (const limits of opened.splice(0)) limits.close();
  vi.useRealTimers();
});

describe('an address', () => {
  it('has its operations per minute, and then waits for the next minute of the clock', () => {
    const limits = open();
    vi.setSystemTime(10 * minuteMs + 18_500);
    expect([1, 2, 3].map(() => limits.admit('a'))).toEqual([0, 0, 0]);
    expect(limits.admit('a')).toBe(42);
    expect(limits.refused).toBe(1);
    expect(limits.admit('b')).toBe(0);
    vi.setSystemTime(11 * minuteMs - 1);
    expect(limits.admit('a')).toBe(1);
    vi.setSystemTime(11 * minuteMs);
    expect([1, 2, 3, 4].map(() => limits.admit('a'))).toEqual([0, 0, 0, 60]);
  });

  it('is not charged for what was refused', () => {
    const limits = open();
    for (let n = 0; n < 10; n++) limits.admit('a');
    expect(limits.refused).toBe(7);
    vi.setSystemTime(11 * minuteMs);
    expect(limits.admit('a')).toBe(0);
  });

  it('holds so many sockets at once, and gets back what it closed', () => {
    const limits = open();
    expect([1, 2, 3].map(() => limits.openSocket('a'))).toEqual([true, true, false]);
    expect(limits.refused).toBe(1);
    expect(limits.openSocket('b')).toBe(true);
    limits.closeSocket('a');
    expect([1, 2].map(() => limits.openSocket('a'))).toEqual([true, false]);
    for (let n = 0; n < 2; n++) limits.closeSocket('a');
    expect([1, 2, 3].map(() => limits.openSocket('a'))).toEqual([true, true, false]);
  });
});

describe('a token', () => {
  it('has its operations per minute, apart from its address and from other tokens', () => {
    const limits = open();
    expect([1, 2].map(() => limits.admitToken('t'))).toEqual([0, 0]);
    expect(limits.admitToken('t')).toBe(60);
    expect(limits.admitToken('u')).toBe(0);
    expect(limits.admit('t')).toBe(0);
  });

  it('that is missing is not counted', () => {
    const limits = open();
    expect([1, 2, 3, 4, 5].map(() => limits.admitToken(null))).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('the address of a request', () => {
  const from = (remoteAddress: string | undefined, forwarded?: string | string[]) =>
    ({
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      socket: { remoteAddress },
    }) as unknown as IncomingMessage;

  it('is the connection’s, whatever the client writes into X-Forwarded-For', () => {
    expect(open().addressOf(from('203.0.113.7', '198.51.100.1'))).toBe('203.0.113.7');
  });

  it('is the last one of X-Forwarded-For behind a trusted proxy: the proxy itself wrote it', () => {
    const limits = open({ trustProxy: true });
    expect(limits.addressOf(from('10.0.0.1', '198.51.100.1'))).toBe('198.51.100.1');
    expect(limits.addressOf(from('10.0.0.1', '6.6.6.6, 198.51.100.1 '))).toBe('198.51.100.1');
    expect(limits.addressOf(from('10.0.0.1', '2001:db8:1:2::9'))).toBe('2001:db8:1:2::/64');
  });

  it('is the proxy’s where it wrote none', () => {
    const limits = open({ trustProxy: true });
    expect(limits.addressOf(from('10.0.0.1'))).toBe('10.0.0.1');
    expect(limits.addressOf(from('10.0.0.1', ''))).toBe('10.0.0.1');
  });

  it('is one for all whose connection has none', () => {
    expect(open().addressOf(from(undefined))).toBe('unknown');
  });
});

describe('servers that share their counts', () => {
  /** Redis as these servers see it. */
  class Counters implements SharedCounters {
    totals = new Map<string, number>();
    calls = 0;
    isAway = false;

    async add(minute: number, counts: readonly (readonly [string, number])[]): Promise<number[] | null> {
      this.calls++;
      if (this.isAway) return null;
      return counts.map(([key, added]) => {
        const total = (this.totals.get(`${minute} ${key}`) ?? 0) + added;
        this.totals.set(`${minute} ${key}`, total);
        return total;
      });
    }

    async close(): Promise<void> {}
  }

  it('give an address its allowance once', async () => {
    const counters = new Counters();
    const [one, other] = [open({}, counters), open({}, counters)];
    one.admit('a');
    one.admit('a');
    await one.share();
    other.admit('a');
    await other.share();
    expect(other.admit('a')).toBe(60);
    one.admit('a');
    await one.share();
    expect(one.admit('a')).toBe(60);
  });

  it('share once a second, and only what is new', async () => {
    const counters = new Counters();
    const limits = open({ operationsPerMinute: 100 }, counters);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(counters.calls).toBe(0);
    limits.admit('a');
    await vi.advanceTimersByTimeAsync(999);
    expect(counters.calls).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(counters.calls).toBe(1);
    limits.admit('a');
    limits.admit('a');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(counters.calls).toBe(2);
    expect([...counters.totals.values()]).toEqual([3]);
  });

  it('count alone while the counts cannot be reached, and tell everything afterwards', async () => {
    const counters = new Counters();
    const limits = open({}, counters);
    counters.isAway = true;
    limits.admit('a');
    await limits.share();
    expect(limits.admit('a')).toBe(0);
    counters.isAway = false;
    await limits.share();
    expect([...counters.totals.values()]).toEqual([2]);
    expect([limits.admit('a'), limits.admit('a')]).toEqual([0, 60]);
  });

  it('tell what was counted while they were telling', async () => {
    const counters = new Counters();
    const limits = open({}, counters);
    limits.admit('a');
    const sharing = limits.share();
    limits.admit('a');
    await sharing;
    await limits.share();
    expect([...counters.totals.values()]).toEqual([2]);
  });

  it('put the count of a minute that has ended into that minute', async () => {
    const counters = new Counters();
    const limits = open({}, counters);
    limits.admit('a');
    const sharing = limits.share();
    vi.setSystemTime(11 * minuteMs);
    limits.admit('a');
    await sharing;
    expect([...counters.totals]).toEqual([['10 address a', 1]]);
    await limits.share();
    expect(counters.totals.get('11 address a')).toBe(1);
  });

  it('stop sharing when they are closed', async () => {
    const counters = new Counters();
    const limits = open({}, counters);
    limits.admit('a');
    limits.close();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(counters.calls).toBe(0);
  });

  it('do not go on after less than nothing: a lost count never gives an address more', async () => {
    const counters = new Counters();
    const limits = open({}, counters);
    limits.admit('a');
    limits.admit('a');
    await limits.share();
    counters.totals.clear();
    limits.admit('a');
    await limits.share();
    expect(limits.admit('a')).toBe(60);
  });
});
