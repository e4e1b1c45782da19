import { setTimeout as wait } from 'node:timers/promises';
import { metricsToken } from '../cluster.ts';
import { atMost, type Figure, milliseconds } from './figure.ts';
import { withCluster } from './with-cluster.ts';

const readers = 50;
const perSecond = 20;
const roundMs = 8_000;
const rounds = 3;
const keepAliveMs = 12_000;

export const silentReaders: Figure = {
  name: 'readers that never read',
  measure: () =>
    withCluster({ servers: 1, clients: 200 }, async ({ cluster, hall, operator }) => {
      const sockets = async () => {
        const headers = { authorization: `Bearer ${metricsToken}` };
        const page = await (await fetch(`${cluster.url}/metrics`, { headers })).text();
        return Number(/^pavilion_sockets (\d+)$/m.exec(page)?.[1]);
      };
      const medians: { without: number[]; beside: number[] } = { without: [], beside: [] };
      let goneMs = 0;
      const before = await sockets();
      operator.start(perSecond);
      for (let round = 0; round < rounds; round++) {
        for (const kind of ['without', 'beside'] as const) {
          const startedAt = Date.now();
          if (kind === 'beside') await hall.openSilentReaders(cluster.balancer.port, readers);
          await wait(roundMs);
          medians[kind].push((await hall.latency(startedAt, Date.now()))?.p50Ms ?? Number.NaN);
          while ((await sockets()) > before) await wait(200);
          if (kind === 'beside') goneMs = Math.max(goneMs, Date.now() - startedAt);
          await hall.closeSilentReaders();
        }
      }
      await operator.settle();
      const middle = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
      const slower = (middle(medians.beside) / middle(medians.without) - 1) * 100;
      return [
        milliseconds('a reader that never reads is disconnected', goneMs, 2 * keepAliveMs + 1_000),
        atMost('slowdown of the other screens (median, percent)', Math.round(slower), 10),
      ];
    }),
};
