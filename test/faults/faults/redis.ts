/** What happens to Redis, which carries hints and nothing else. */
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { House } from '../house.ts';
import type { Fault } from './fault.ts';

export const redisFaults: Fault<House>[] = [
  {
    name: 'Redis frozen',
    async strike({ redis }, forMs) {
      redis.pause();
      await wait(forMs);
      redis.resume();
    },
  },
  {
    name: 'Redis killed and restarted empty',
    async strike({ redis }, forMs) {
      await redis.stop();
      await wait(forMs);
      await redis.start();
    },
  },
  {
    name: 'Redis absent at the start of a server',
    async strike(house, forMs) {
      await house.redis.stop();
      await house.servers[0]!.terminate();
      await house.servers[0]!.start();
      await wait(forMs);
      await house.redis.start();
    },
  },
  {
    name: 'pub/sub connections killed every second',
    async strike({ redis }, forMs) {
      const admin = new Redis(redis.url);
      for (const until = Date.now() + forMs; Date.now() < until; await wait(1_000))
        await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      admin.disconnect();
    },
  },
  {
    name: 'forged hints and garbage on the channel',
    async strike(house, forMs) {
      const admin = new Redis(house.redis.url);
      const [stream] = await house.sql<{ id: string }>('SELECT "id" FROM "AnnouncementStream"');
      const forgeries = [
        '',
        'nonsense',
        '{"head":',
        ...[999_999, -1, 1].map((head) => `${stream!.id} ${head}`),
      ];
      const channels = (await admin.call('PUBSUB', 'CHANNELS', '*')) as string[];
      for (const until = Date.now() + forMs; Date.now() < until; await wait(50))
        for (const channel of channels)
          for (const forgery of forgeries) await admin.publish(channel, forgery);
      admin.disconnect();
    },
  },
];
