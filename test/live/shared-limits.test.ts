/** A rate limit applies once across all servers, and an unavailable Redis refuses no request. */
import { createClient } from 'graphql-ws';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import WebSocket from 'ws';
import { RedisCounters } from '../../src/cluster/redis-counters.ts';
import { RedisStatus } from '../../src/cluster/redis-status.ts';
import type { SharedCounters } from '../../src/cluster/shared-counters.ts';
import { networkOf } from '../../src/rate-limit/network.ts';
import { RateLimits } from '../../src/rate-limit/rate-limits.ts';
import { systemScheduler } from '../../src/stream/scheduler.ts';
import { send } from '../support/http-client.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';
import { createRedis } from '../support/redis-server.ts';

const config = {
  operationsPerMinute: 10,
  operationsPerTokenPerMinute: 4,
  reportsPerTokenPerMinute: 8,
  socketsPerAddress: 1,
};
const quiet = { warn: () => {} };

/** Waits for a minute with enough time left, so that the test does not cross into the next. */
function inTheMiddleOfAMinute(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2030-05-06T09:00:30Z') });
  onTestFinished(() => void vi.useRealTimers());
}
const isAdmitted = (limits: RateLimits, address: string) => {
  try {
    limits.requireAddress(address);
    return true;
  } catch {
    return false;
  }
};
const take = (limits: RateLimits, times: number) =>
  Array.from({ length: times }, () => isAdmitted(limits, '192.0.2.1')).filter(Boolean).length;

async function openServers() {
  const redis = await createRedis();
  const servers = [0, 1].map(() => {
    const counts = new RedisCounters(
      { url: redis.url, sentinels: [], sentinelPassword: null, keyPrefix: 'pavilion:', ca: null },
      new RedisStatus(quiet as never, systemScheduler),
      systemScheduler,
    );
    const limits = new RateLimits(config, systemScheduler, counts);
    onTestFinished(async () => {
      limits.close();
      await counts.close();
    });
    return { limits, counts };
  });
  onTestFinished(() => redis.remove());
  const reachable = async ({ counts }: { counts: SharedCounters }) =>
    (await counts.add(0, [['x', 1]])) !== null;
  for (const server of servers) await expect.poll(() => reachable(server)).toBe(true);
  return { redis, servers, reachable };
}

describe('servers that share a Redis', () => {
  it('count the operations of an address together', async () => {
    const { servers } = await openServers();
    inTheMiddleOfAMinute();
    const [here, there] = servers.map(({ limits }) => limits) as [RateLimits, RateLimits];
    expect(take(here, 6)).toBe(6);
    expect(take(there, 1)).toBe(1);
    await here.share();
    await there.share();
    expect(take(there, 9)).toBe(3);
    await there.share();
    await here.share();
    // It counted six itself; the other server has shared four.
    expect(take(here, 9)).toBeLessThanOrEqual(4);
    expect(isAdmitted(here, '192.0.2.2')).toBe(true);
  });

  it('count alone while Redis is down, without rejecting requests, and count together again afterwards', async () => {
    const { redis, servers, reachable } = await openServers();
    inTheMiddleOfAMinute();
    const [here, there] = servers.map(({ limits }) => limits) as [RateLimits, RateLimits];
    await redis.stop();
    expect(take(here, 8)).toBe(8);
    expect(take(there, 12)).toBe(10);
    await here.share();
    await there.share();
    expect(take(here, 9)).toBe(2);
    await redis.start();
    for (const server of servers) await expect.poll(() => reachable(server)).toBe(true);
    await there.share();
    await here.share();
    vi.setSystemTime(new Date('2030-05-06T09:01:30Z'));
    expect(take(here, 12)).toBe(10);
  });
});

describe('a token', () => {
  it('has its own rate limit, which is reported with 429 over HTTP and 4420 over WebSocket', async () => {
    const { url, config: own } = await usePavilion({
      template: 'empty',
      environment: { OPERATIONS_PER_TOKEN_PER_MINUTE: '3' },
    });
    const token = await tokenFor({ config: own }, 'screen', ['x']);
    // Each asks for something else: what is asked again is answered from memory, and costs no allowance.
    const ask = (n: number) => send(url, `{ a${n}: viewer { role } }`, {}, { token });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(ask));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(refused.errors?.[0]?.extensions?.code).toBe('RATE_LIMITED');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await send(url, '{ viewer { role } }')).status).toBe(200);

    const closed = Promise.withResolvers<{ code: number }>();
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: false,
      onNonLazyError: () => {},
      connectionParams: { authorization: `Bearer ${token}` },
      on: { closed: (event) => closed.resolve(event as { code: number }) },
    });
    expect((await closed.promise).code).toBe(4420);
    await client.dispose();
  });
});

it.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['192.0.2.7', '192.0.2.7'],
  ['unknown', 'unknown'],
])('counts %s as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
