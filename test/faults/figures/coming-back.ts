import { setTimeout as wait } from 'node:timers/promises';
import { atMost, type Figure, milliseconds } from './figure.ts';
import { withHouse } from './with-house.ts';

const perSecond = 10;

export const killedServer: Figure = {
  name: 'a killed server',
  measure: () =>
    withHouse({ clients: 500 }, async ({ house, hall, operator }) => {
      operator.start(perSecond);
      await wait(2_000);
      // All of them must be live again; those on other servers are at once.
      const screens = await hall.count();
      const onIt = house.balancer.connectionsOf(house.servers[0]!.port);
      await hall.watchRecovery(Date.now());
      await house.servers[0]!.kill();
      const { live, took } = await hall.recoveryTimes(30_000);
      await operator.settle();
      const slowest = took.slice(-onIt);
      return [
        atMost('screens that did not come back', screens - live, 0),
        milliseconds('its screens are live again, p50', slowest[Math.floor(slowest.length / 2)]!, 3_000),
        milliseconds('its screens are live again, p99', slowest[Math.floor(slowest.length * 0.99)]!, 10_000),
      ];
    }),
};

const manyScreens = 5_000;
const awayMs = 5_000;

export const reconnect: Figure = {
  name: 'all screens coming back',
  measure: () =>
    withHouse({ clients: manyScreens }, async ({ house, hall, operator }) => {
      house.screensLink.set('refuse');
      operator.start(20);
      await wait(awayMs);
      await operator.settle();
      for (const server of house.servers) await server.ask('statements');
      const head = await house.record.head();
      house.screensLink.set('clear');
      const { behind, tookMs } = await hall.caughtUp(head, 60_000);
      const statements = await Promise.all(house.servers.map((server) => server.ask('statements')));
      const total = statements.reduce((sum, each) => sum + each, 0);
      return [
        atMost(`screens of ${manyScreens} that are still behind`, behind, 0),
        milliseconds('all are caught up', tookMs, 15_000),
        atMost('statements to Postgres meanwhile, its polls included', total, 50),
      ];
    }),
};
