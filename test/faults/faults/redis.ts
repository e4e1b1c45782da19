/** Faults of Redis, which carries notifications only. */
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Cluster } from '../cluster.ts';
import { again, hit } from '../plan.ts';
import type { Fault } from './fault.ts';

export const redisFaults: Fault<Cluster>[] = [
  {
    name: 'Redis frozen',
    async inject({ redis }, { lastsMs }) {
      redis.pause();
      await wait(lastsMs);
      redis.resume();
    },
  },
  {
    name: 'Redis killed and restarted empty',
    async inject({ redis }, { lastsMs }) {
      await redis.stop();
      await wait(lastsMs);
      await redis.start();
    },
  },
  {
    name: 'Redis absent at the start of a server',
    hits: 'server',
    async inject(cluster, plan) {
      const server = hit(cluster.servers, plan);
      await cluster.redis.stop();
      const code = await server.terminate();
      await server.start();
      await wait(plan.lastsMs);
      await cluster.redis.start();
      return code === 0 ? {} : { complaints: [`the server ended with ${code}`] };
    },
  },
  {
    name: 'pub/sub connections killed every second',
    async inject({ redis }, plan) {
      const admin = new Redis(redis.url);
      await again(plan, 1_000, async () => {
        await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      });
      admin.disconnect();
    },
  },
  {
    name: 'forged notifications and garbage on the channel',
    async inject(cluster, plan) {
      const admin = new Redis(cluster.redis.url);
      const [stream] = await cluster.sql<{ id: string }>('SELECT "id" FROM "AnnouncementStream"');
      const forgeries = [
        '',
        'nonsense',
        '{"head":',
        ...[999_999, -1, 1].map((head) => `${stream!.id} ${head}`),
      ];
      const channels = (await admin.call('PUBSUB', 'CHANNELS', '*')) as string[];
      await again(plan, 50, async () => {
        for (const channel of channels)
          for (const forgery of forgeries) await admin.publish(channel, forgery);
      });
      admin.disconnect();
    },
  },
];
