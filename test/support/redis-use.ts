/** Servers and a Redis of a test's own. */
import { Redis } from 'ioredis';
import { expect, onTestFinished } from 'vitest';
import type { LogLine, TestPavilion } from './pavilion.ts';
import { createRedis, type RedisServer } from './redis-server.ts';

export async function useRedis(settings: string[] = []): Promise<RedisServer> {
  const redis = await createRedis(settings);
  onTestFinished(() => redis.remove());
  return redis;
}

export async function useAdmin(redis: RedisServer): Promise<Redis> {
  const admin = new Redis(redis.port, '127.0.0.1');
  // A failover cuts its connections.
  admin.on('error', () => {});
  onTestFinished(() => admin.disconnect());
  return admin;
}

export const healthOf = async ({ url }: TestPavilion) =>
  (await (await fetch(`${url}/health/ready`)).json()) as { status: string; reasons: string[] };
export const isOk = (node: TestPavilion) =>
  expect.poll(() => healthOf(node)).toEqual({ status: 'ok', reasons: [] });
export const redisLines = ({ log }: TestPavilion): LogLine[] => log.filter(({ redis }) => redis);
