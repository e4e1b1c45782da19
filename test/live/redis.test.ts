/** Redis as it is run: with TLS; and what a server reports when it does not work. redis.long.test.ts has rights and Sentinels. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeCertificate } from '../support/certificate.ts';
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

it('verifies a Redis with TLS by the certificates of REDIS_CA_FILE', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pavilion-tls-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const { key, certificate } = makeCertificate(directory);
  const redis = await useRedis([
    `tls-cert-file ${certificate}`,
    `tls-key-file ${key}`,
    'tls-auth-clients no',
    'tls-port 0',
  ]);
  const admin = await useAdmin(redis);
  const tlsPort = redis.port + 1;
  await admin.config('SET', 'tls-port', tlsPort);
  const url = `rediss://localhost:${tlsPort}`;
  const trusting = await usePavilion({
    template: 'empty',
    environment: { REDIS_URL: url, REDIS_CA_FILE: certificate },
  });
  await isOk(trusting);
  const doubting = await usePavilion({ template: 'empty', environment: { REDIS_URL: url } });
  await expect
    .poll(async () => (await healthOf(doubting)).reasons[0])
    .toContain('Redis notifications do not work (self-signed certificate');
});

it('refuses a Redis Cluster at start', async () => {
  const redis = await useRedis(['cluster-enabled yes']);
  await expect(usePavilion({ template: 'empty', environment: { REDIS_URL: redis.url } })).rejects.toThrow(
    'it is a Redis Cluster, which is not supported.',
  );
});
