import { setTimeout as wait } from 'node:timers/promises';
import { atMost, type Figure, milliseconds } from './figure.ts';
import { withHouse } from './with-house.ts';

const forMs = 10_000;
const perSecond = 10;

/** Every hint of another server is lost, and nobody knows. */
export const missedNotifications: Figure = {
  name: 'missed notifications',
  measure: () =>
    withHouse({ clients: 100 }, async ({ house, hall, operator }) => {
      for (const server of house.servers) await server.ask('ignoreHints', true);
      const startedAt = Date.now();
      operator.start(perSecond);
      await wait(forMs);
      await operator.settle();
      await hall.caughtUp(await house.record.head(), 5_000);
      const latency = await hall.latency(startedAt, Date.now());
      return [milliseconds('a missed notification is noticed (p99, press to screen)', latency!.p99Ms, 1_000)];
    }),
};

export const withoutRedis: Figure = {
  name: 'without Redis',
  measure: () =>
    withHouse({ clients: 100 }, async ({ house, hall, operator }) => {
      await house.redis.stop();
      await wait(2_000);
      const startedAt = Date.now();
      operator.start(perSecond);
      await wait(forMs);
      await operator.settle();
      await hall.caughtUp(await house.record.head(), 5_000);
      const latency = await hall.latency(startedAt, Date.now());
      return [
        atMost('presses that failed', operator.log.filter(({ outcome }) => outcome !== 'ok').length, 0),
        milliseconds('press to screen, p99', latency!.p99Ms, 500),
      ];
    }),
};
