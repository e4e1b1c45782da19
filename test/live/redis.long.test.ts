/** Redis as it is run: with rights, a prefix, TLS and Sentinels. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeCertificate } from '../support/certificate.ts';
import { freePort } from '../support/child-process.ts';
import { type PavilionOptions, type TestPavilion, usePavilion } from '../support/pavilion.ts';
import { createSentinel } from '../support/redis-server.ts';
import { healthOf, isOk, redisLines, useAdmin, useRedis } from '../support/redis-use.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';

const metricsToken = 'the-token-for-metrics';
const [aclRules] = /(?<=ACL SETUSER pavilion ).+/.exec(
  readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8'),
)!;

async function useStage(environment: Record<string, string>, options: PavilionOptions = {}): Promise<Stage> {
  const stage = await openStage({
    nodes: 2,
    deals: 3,
    environment: { METRICS_TOKEN: metricsToken, ...environment },
    ...options,
  });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  return stage;
}

const usesThatWork = async ({ url }: TestPavilion) => {
  const headers = { authorization: `Bearer ${metricsToken}` };
  const page = await (await fetch(`${url}/metrics`, { headers })).text();
  return [...page.matchAll(/^pavilion_redis_up\{use="(\w+)"\} (\d)/gm)].map(([, use, up]) => `${use} ${up}`);
};

it('works under the rules of the documentation, with a prefix of its own, and reports what is taken from it', async () => {
  const redis = await useRedis();
  const admin = await useAdmin(redis);
  const rules = aclRules!.replaceAll('pavilion:', 'fair:').split(' ');
  await admin.call('ACL', 'SETUSER', 'pavilion', ...rules);
  const stage = await useStage({
    REDIS_URL: `redis://pavilion:password@127.0.0.1:${redis.port}/0`,
    REDIS_KEY_PREFIX: 'fair:',
  });
  const [node] = stage.nodes as [TestPavilion];
  for (const each of stage.nodes) await isOk(each);
  expect(await usesThatWork(node)).toEqual(['notifications 1', 'counters 1', 'presence 1']);
  expect(await admin.call('ACL', 'LOG')).toEqual([]);

  await admin.call('ACL', 'SETUSER', 'pavilion', '-publish', '-incrby', '-sadd');
  await expect
    .poll(() => healthOf(node))
    .toEqual({
      status: 'degraded',
      reasons: [
        expect.stringMatching(/^Redis notifications do not work \(NOPERM.*publish.*\): .*a second later$/),
        expect.stringMatching(/^Redis counters do not work \(NOPERM.*incrby.*\): /),
        expect.stringMatching(/^Redis presence do not work \((NOPERM|EXECABORT).*\): /),
      ],
    });
  expect(await usesThatWork(node)).toEqual(['notifications 0', 'counters 0', 'presence 0']);
  const watcher = subscribe(stage.nodes[1]!.url, { exhibition: stage.slug, last: 1 });
  await watcher.count(1);
  const sequence = await stage.sign();
  await watcher.count(2);
  expect(watcher.sequences).toEqual([1, sequence]);

  await admin.call('ACL', 'SETUSER', 'pavilion', '+publish', '+incrby', '+sadd', '-subscribe');
  await admin.call('CLIENT', 'KILL', 'USER', 'pavilion');
  await expect
    .poll(() => healthOf(node))
    .toMatchObject({
      reasons: expect.arrayContaining([expect.stringMatching(/notifications.*NOPERM.*subscribe/)]),
    });
  await admin.call('ACL', 'SETUSER', 'pavilion', '+subscribe');
  await isOk(node);
  await expect.poll(() => redisLines(node).at(-1)).toMatchObject({ redis: 'up' });
  // One per change, although four connections tried again and again.
  expect(redisLines(node).length).toBeLessThan(10);
}, 60_000);

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
  const tlsPort = await freePort();
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

it('follows a failover of Sentinel, and loses no announcement', async () => {
  const primary = await useRedis();
  const replica = await useRedis([`replicaof 127.0.0.1 ${primary.port}`]);
  const admin = await useAdmin(replica);
  await expect.poll(async () => await admin.info('replication')).toContain('master_link_status:up');
  const sentinel = await createSentinel(primary);
  onTestFinished(() => sentinel.stop());
  const stage = await useStage({ REDIS_URL: 'redis://mymaster', REDIS_SENTINELS: sentinel.address });
  for (const node of stage.nodes) await isOk(node);
  const watcher = subscribe(stage.nodes[1]!.url, { exhibition: stage.slug, last: 1 });
  await watcher.count(1);
  await primary.stop();
  expect(await stage.sign()).toBe(2);
  await expect.poll(async () => await admin.info('replication')).toContain('role:master');
  expect(await stage.sign()).toBe(3);
  for (const node of stage.nodes) await isOk(node);
  expect(await stage.sign()).toBe(4);
  await watcher.count(4);
  expect(watcher.sequences).toEqual([1, 2, 3, 4]);
}, 60_000);
