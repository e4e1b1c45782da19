import { once } from 'node:events';
import { Redis } from 'ioredis';

/** A connected Redis client. A subscription that is sent before it is ready can be lost. */
export async function connectedRedis(): Promise<Redis> {
  const client = new Redis(process.env.REDIS_URL!);
  await once(client, 'ready');
  return client;
}
