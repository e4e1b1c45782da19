import { beforeEach, describe, expect, it } from 'vitest';
import type { SharedCounters } from '../../../src/cluster/shared-counters.ts';
import type { CodedError } from '../../../src/errors/coded-error.ts';
import { RateLimits, type RateLimitsConfig } from '../../../src/rate-limit/rate-limits.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

const minuteMs = 60_000;
const config: RateLimitsConfig = {
  operationsPerMinute: 3,
  operationsPerTokenPerMinute: 2,
  reportsPerTokenPerMinute: 5,
  socketsPerAddress: 2,
};

let scheduler: FakeScheduler;
beforeEach(() => {
  scheduler = new FakeScheduler();
  scheduler.wallMs = 10 * minuteMs;
});

function open(overrides: Partial<RateLimitsConfig> = {}, counters: SharedCounters | null = null) {
  const limits = new RateLimits({ ...config, ...overrides }, scheduler, counters);
  return {
    limits,
    share: () => limits.share(),
    /** 0 where the operation is accepted, else the seconds to wait. */
    admit: (address: string) => waitOf(() => limits.requireAddress(address)),
    admitToken: (tokenId: string | null) => waitOf(() => limits.requireToken({ tokenId })),
    admitReport: (tokenId: string) => waitOf(() => limits.requireReports({ tokenId })),
  };
}

function waitOf(require: () => void): number {
  try {
    require();
    return 0;
  } catch (error) {
    const { code, headers } = error as CodedError;
    expect(code).toBe('RATE_LIMITED');
    expect((error as Error).message).toContain(`Wait ${headers['retry-after']} s.`);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    return Number(headers['retry-after']);
  }
}

describe('an address', () => {
  it('may send its operations per minute, and then waits for the next minute of the clock', () => {
    const { limits, admit } = open();
    scheduler.block(18_500);
    expect([1, 2, 3].map(() => admit('a'))).toEqual([0, 0, 0]);
    expect(admit('a')).toBe(42);
    expect(limits.rejected).toBe(1);
    expect(admit('b')).toBe(0);
    scheduler.wallMs += minuteMs - 18_500 - 1;
    expect(admit('a')).toBe(1);
    scheduler.wallMs++;
    expect([1, 2, 3, 4].map(() => admit('a'))).toEqual([0, 0, 0, 60]);
  });

  it('is charged for several operations together, or for none of them', () => {
    const { limits, admit } = open();
    limits.requireAddress('a', 2);
    expect(() => limits.requireAddress('a', 2)).toThrow();
    expect([admit('a'), admit('a')]).toEqual([0, 60]);
  });

  it('is not charged for rejected operations', () => {
    const { limits, admit } = open();
    for (let n = 0; n < 10; n++) admit('a');
    expect(limits.rejected).toBe(7);
    scheduler.wallMs += minuteMs;
    expect(admit('a')).toBe(0);
  });

  it('waits for whole seconds, the last one included', () => {
    const { admit } = open({ operationsPerMinute: 0 });
    const waits = [0, 999, 1, 1, 58_998].map((ms) => {
      scheduler.block(ms);
      return admit('a');
    });
    expect(waits).toEqual([60, 60, 59, 59, 1]);
  });

  it('may send the same number of other requests, which are counted separately', () => {
    const { limits, admit } = open();
    expect([1, 2, 3, 4].map(() => limits.admitsRequest('a'))).toEqual([true, true, true, false]);
    expect(limits.rejected).toBe(1);
    expect([1, 2, 3, 4].map(() => admit('a'))).toEqual([0, 0, 0, 60]);
    expect(limits.admitsRequest('b')).toBe(true);
  });

  it('is not credited for closing a socket that it did not open', () => {
    const { limits } = open();
    limits.closeSocket('a');
    expect([1, 2, 3].map(() => limits.openSocket('a'))).toEqual([true, true, false]);
  });

  it('may hold a limited number of sockets, and may open another after closing one', () => {
    const { limits } = open();
    expect([1, 2, 3].map(() => limits.openSocket('a'))).toEqual([true, true, false]);
    expect(limits.rejected).toBe(1);
    expect(limits.openSocket('b')).toBe(true);
    limits.closeSocket('a');
    expect([1, 2].map(() => limits.openSocket('a'))).toEqual([true, false]);
    for (let n = 0; n < 2; n++) limits.closeSocket('a');
    expect(limits.addressesWithSockets).toBe(1);
    expect([1, 2, 3].map(() => limits.openSocket('a'))).toEqual([true, true, false]);
  });
});

it('keeps nothing of addresses whose sockets are closed', () => {
  const { limits } = open();
  for (let address = 0; address < 100; address++) limits.openSocket(`address ${address}`);
  expect(limits.addressesWithSockets).toBe(100);
  for (let address = 0; address < 100; address++) limits.closeSocket(`address ${address}`);
  expect(limits.addressesWithSockets).toBe(0);
});

describe('a token', () => {
  it('has its own limit per minute, independent of its address and of other tokens', () => {
    const { admit, admitToken } = open();
    expect([1, 2].map(() => admitToken('t'))).toEqual([0, 0]);
    expect(admitToken('t')).toBe(60);
    expect(admitToken('u')).toBe(0);
    expect(admit('t')).toBe(0);
  });

  it('of screens has a limit of its own for their reports', () => {
    const { admitToken, admitReport } = open();
    expect([1, 2, 3, 4, 5, 6].map(() => admitReport('t'))).toEqual([0, 0, 0, 0, 0, 60]);
    expect(admitReport('u')).toBe(0);
    expect(admitToken('t')).toBe(0);
  });

  it('is rejected in the last second of the minute too', () => {
    const { admitToken, admitReport } = open({ operationsPerTokenPerMinute: 0, reportsPerTokenPerMinute: 0 });
    scheduler.block(minuteMs - 1);
    expect([admitToken('t'), admitReport('t')]).toEqual([1, 1]);
  });

  it('that is missing is not counted', () => {
    const { admitToken } = open();
    expect([1, 2, 3, 4, 5].map(() => admitToken(null))).toEqual([0, 0, 0, 0, 0]);
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

  it('share one limit per address', async () => {
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

  it('send only new counts, at most once a second', async () => {
    const counters = new Counters();
    const { admit } = open({ operationsPerMinute: 100 }, counters);
    await scheduler.advance(3_000);
    expect(counters.calls).toBe(0);
    admit('a');
    await scheduler.advance(999);
    expect(counters.calls).toBe(0);
    await scheduler.advance(1);
    expect(counters.calls).toBe(1);
    admit('a');
    admit('a');
    await scheduler.advance(2_000);
    expect(counters.calls).toBe(2);
    expect([...counters.totals.values()]).toEqual([3]);
  });

  it('go on sending for as long as they run', async () => {
    const counters = new Counters();
    const { admit } = open({ operationsPerMinute: 100 }, counters);
    for (let minute = 1; minute <= 90; minute++) {
      await scheduler.advance(minuteMs - 1_000);
      admit('a');
      await scheduler.advance(1_000);
      expect(counters.calls).toBe(minute);
    }
  });

  it('count alone while the shared counts are unreachable, and send the missing counts afterwards', async () => {
    const counters = new Counters();
    const { admit, share } = open({}, counters);
    counters.isAway = true;
    admit('a');
    await share();
    expect(admit('a')).toBe(0);
    counters.isAway = false;
    await share();
    expect([...counters.totals.values()]).toEqual([2]);
    expect([admit('a'), admit('a')]).toEqual([0, 60]);
  });

  it('send later what was counted while they were sending', async () => {
    const counters = new Counters();
    const { admit, share } = open({}, counters);
    admit('a');
    const sharing = share();
    admit('a');
    await sharing;
    await share();
    expect([...counters.totals.values()]).toEqual([2]);
  });

  it('add the count of a past minute to that minute', async () => {
    const counters = new Counters();
    const { admit, share } = open({}, counters);
    admit('a');
    const sharing = share();
    scheduler.wallMs += minuteMs;
    admit('a');
    await sharing;
    expect([...counters.totals]).toEqual([['10 address a', 1]]);
    await share();
    expect(counters.totals.get('11 address a')).toBe(1);
  });

  it('stop sending after close', async () => {
    const counters = new Counters();
    const { limits, admit } = open({}, counters);
    admit('a');
    limits.close();
    await scheduler.advance(5_000);
    expect(counters.calls).toBe(0);
  });

  it('never raise the limit of an address after shared counts were lost', async () => {
    const counters = new Counters();
    const { admit, share } = open({}, counters);
    admit('a');
    admit('a');
    await share();
    counters.totals.clear();
    admit('a');
    await share();
    expect(admit('a')).toBe(60);
  });
});
