import { setTimeout as wait } from 'node:timers/promises';
import { atMost, type Figure, milliseconds } from './figure.ts';
import { withCluster } from './with-cluster.ts';

const forMs = 10_000;
const perSecond = 10;

/** Every notification of another server is lost, and no component notices. */
export const missedNotifications: Figure = {
  name: 'missed notifications',
  measure: () =>
    withCluster({ clients: 100 }, async ({ cluster, hall, operator }) => {
      for (const server of cluster.servers) await server.ask('ignoreNotifications', true);
      const startedAt = Date.now();
      operator.start(perSecond);
      await wait(forMs);
      await operator.settle();
      await hall.caughtUp(await cluster.announcements.head(), 5_000);
      const latency = await hall.latency(startedAt, Date.now());
      return [
        milliseconds('a missed notification is noticed (p99, command to screen)', latency!.p99Ms, 1_000),
      ];
    }),
};

export const withoutRedis: Figure = {
  name: 'without Redis',
  measure: () =>
    withCluster({ clients: 100 }, async ({ cluster, hall, operator }) => {
      await cluster.redis.stop();
      await wait(2_000);
      const startedAt = Date.now();
      operator.start(perSecond);
      await wait(forMs);
      await operator.settle();
      await hall.caughtUp(await cluster.announcements.head(), 5_000);
      const latency = await hall.latency(startedAt, Date.now());
      return [
        atMost('commands that failed', operator.log.filter(({ outcome }) => outcome !== 'ok').length, 0),
        milliseconds('command to screen, p99', latency!.p99Ms, 500),
      ];
    }),
};
