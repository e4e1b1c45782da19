/** What a server reports when Redis does not work. redis.long.test.ts has rights, TLS and Sentinels. */
import { expect, it } from 'vitest';
import { removeEnded } from '../../src/cluster/redis-presence.ts';
import { usePavilion } from '../support/pavilion.ts';
import { healthOf, isOk, redisLines, useAdmin, useRedis } from '../support/redis-use.ts';

it('reports a Redis that is down in one line', async () => {
  const redis = await useRedis();
  const node = await usePavilion({
    template: 'empty',
    environment: { REDIS_URL: redis.url },
  });
  await isOk(node);
  await redis.stop();
  await expect.poll(async () => (await healthOf(node)).reasons).toHaveLength(3);
  await expect.poll(() => redisLines(node)).toHaveLength(1);
  expect(redisLines(node)[0]).toMatchObject({ redis: 'degraded', msg: 'Redis does not work' });
  await redis.start();
  await isOk(node);
});

it('refuses a Redis Cluster at start', async () => {
  const redis = await useRedis(['cluster-enabled yes']);
  await expect(usePavilion({ template: 'empty', environment: { REDIS_URL: redis.url } })).rejects.toThrow(
    'it is a Redis Cluster, which is not supported.',
  );
});

it('keeps a server that has reported since its report was found expired', async () => {
  const redis = await useAdmin(await useRedis());
  const keys = { processes: 'processes', reportOf: (process: string) => `report:${process}` };
  await redis.sadd(keys.processes, 'ended', 'back', 'other');
  await redis.set(keys.reportOf('back'), '{}');
  await removeEnded(redis, keys, ['ended', 'back']);
  expect((await redis.smembers(keys.processes)).sort()).toEqual(['back', 'other']);
});
