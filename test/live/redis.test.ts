/** What a server reports when Redis does not work. redis.long.test.ts has rights, TLS and Sentinels. */
import { expect, it } from 'vitest';
import { usePavilion } from '../support/pavilion.ts';
import { healthOf, isOk, redisLines, useRedis } from '../support/redis-use.ts';

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
