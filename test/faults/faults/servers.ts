/** Faults of server processes. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Cluster } from '../cluster.ts';
import type { CrashPoint } from '../patches/crash-points.ts';
import { crashPoints } from '../patches/crash-points.ts';
import { hit } from '../plan.ts';
import type { ServerProcess } from '../server-process.ts';
import type { Fault } from './fault.ts';

const exitWithinMs = 30_000;
/** One of the next announcements must pass the crash point. */
const crashWithinMs = 30_000;

export const serverFaults: Fault<Cluster>[] = [
  {
    name: 'none',
    inject: (_cluster, { lastsMs }) => wait(lastsMs),
  },
  {
    name: 'a server killed',
    hits: 'server',
    async inject(cluster, plan) {
      const server = hit(cluster.servers, plan);
      await server.kill();
      await wait(plan.lastsMs);
      await server.start();
    },
  },
  {
    name: 'all servers restarted one after another',
    hits: 'servers',
    async inject(cluster, { order }) {
      const complaints: string[] = [];
      for (const index of order) {
        const server = cluster.servers[index]!;
        const startedAt = Date.now();
        const code = await server.terminate();
        if (code !== 0) complaints.push(`a server ended with ${code}`);
        if (Date.now() - startedAt > exitWithinMs) complaints.push('a server took too long to end');
        await server.start();
        await cluster.ready();
      }
      return { complaints };
    },
  },
  {
    name: 'a server frozen and continued',
    hits: 'server',
    async inject(cluster, plan) {
      const server = hit(cluster.servers, plan);
      server.freeze();
      await wait(plan.lastsMs);
      server.continue();
    },
  },
  ...Object.entries(crashPoints).map(
    ([point, name]): Fault<Cluster> => ({
      name,
      async inject(cluster, { lastsMs }) {
        const crashed = await crashFirst(cluster.servers, point as CrashPoint);
        if (crashed.length === 0) return { complaints: ['no server reached its crash point'] };
        await wait(lastsMs / 2);
        for (const server of crashed) await server.start();
        return {};
      },
    }),
  ),
];

/** Crashes the server that makes the next announcement; two may crash at the same moment. */
async function crashFirst(servers: readonly ServerProcess[], point: CrashPoint): Promise<ServerProcess[]> {
  const watching = new AbortController();
  const late = setTimeout(() => watching.abort(), crashWithinMs);
  const ends = servers.map((server) => server.ended(watching.signal));
  for (const server of servers) server.arm(point);
  await Promise.race(ends).catch(() => {});
  clearTimeout(late);
  watching.abort();
  await Promise.allSettled(ends);
  const crashed = servers.filter((server) => !server.isRunning);
  for (const server of servers) if (server.isRunning) server.arm(null);
  return crashed;
}
