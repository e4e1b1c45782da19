import { setTimeout as wait } from 'node:timers/promises';
import type { Cluster } from '../cluster.ts';
import { atMost, type Figure, milliseconds } from './figure.ts';
import { withCluster } from './with-cluster.ts';

const perSecond = 10;

export const killedServer: Figure = {
  name: 'a killed server',
  measure: () =>
    withCluster({ clients: 500 }, async ({ cluster, hall, operator }) => {
      operator.start(perSecond);
      await wait(2_000);
      // All of them must be live again; those on other servers stay live.
      const screens = await hall.count();
      const onIt = cluster.balancer.connectionsOf(cluster.servers[0]!.port);
      await hall.watchRecovery(Date.now());
      await cluster.servers[0]!.kill();
      const { live, took } = await hall.recoveryTimes(30_000);
      await operator.settle();
      const slowest = took.slice(-onIt);
      return [
        atMost('screens that did not reconnect', screens - live, 0),
        milliseconds('its screens are live again, p50', slowest[Math.floor(slowest.length / 2)]!, 3_000),
        milliseconds('its screens are live again, p99', slowest[Math.floor(slowest.length * 0.99)]!, 10_000),
      ];
    }),
};

const manyScreens = 5_000;
const awayMs = 5_000;

export const reconnect: Figure = {
  name: 'all screens reconnecting',
  measure: () =>
    withCluster({ clients: manyScreens, direct: true }, async ({ cluster, hall, operator }) => {
      const idle = await idleStatements(cluster);
      cluster.balancer.leave();
      operator.start(20);
      await wait(awayMs);
      await operator.settle();
      await statements(cluster);
      const head = await cluster.announcements.head();
      cluster.balancer.comeBack();
      const { behind, tookMs } = await hall.caughtUp(head, 60_000);
      const sent = (await statements(cluster)) - idle * tookMs;
      return [
        atMost(`screens of ${manyScreens} that are still behind`, behind, 0),
        milliseconds('all screens have caught up', tookMs, 15_000),
        atMost('statements to Postgres beyond those of an idle hall', Math.round(sent), 50),
      ];
    }),
};

/** Statements of all servers since the last call. */
async function statements({ servers }: Cluster): Promise<number> {
  const counts = await Promise.all(servers.map((server) => server.ask('statements')));
  return counts.reduce((sum, each) => sum + each, 0);
}

/** Polls and health checks per millisecond. */
async function idleStatements(cluster: Cluster): Promise<number> {
  await statements(cluster);
  await wait(awayMs);
  return (await statements(cluster)) / awayMs;
}
