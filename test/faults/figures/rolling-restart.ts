/** How long a press takes through deploy/nginx.conf and deploy/haproxy.cfg while two servers restart one after the other. */
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { newKey } from '../../support/build-exhibition.ts';
import { createProxy, type ProxyName } from '../../support/proxies.ts';
import { Cluster } from '../cluster.ts';
import { atMost, type Figure, type Measured, milliseconds } from './figure.ts';

const promisedMs = 1_000;
const rounds = 3;
const pauseMs = 20;
/** As docs/operations.md says: a proxy tries a server again after three seconds at most. */
const betweenMs = 4_000;
const retryMs = 100;
const maxAttempts = 50;

const publishNotice = `mutation($input: PublishNoticeInput!) {
  publishNotice(input: $input) { ... on PublishNoticeSuccess { announcement { sequence } } }
}`;

export const rollingRestart: Figure = {
  name: 'a rolling restart behind nginx and HAProxy',
  measure: async () => [...(await measureBehind('nginx')), ...(await measureBehind('haproxy'))],
};

async function measureBehind(name: ProxyName): Promise<Measured[]> {
  const cluster = await Cluster.open({ servers: 2, deals: 0, environment: { TRUST_PROXY: '1' } });
  const [one, two] = cluster.servers.map(({ url }) => url) as [string, string];
  const proxy = await createProxy(name, [one, two]);
  const agent = new Agent({ ca: proxy.ca, keepAlive: true });
  const send = (idempotencyKey: string) =>
    new Promise<string>((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${cluster.operatorToken}`,
      };
      const input = {
        exhibition: cluster.exhibition.exhibition,
        textTranslations: [{ language: 'de', text: 'Guten Tag' }],
        idempotencyKey,
      };
      request(
        { host: '127.0.0.1', port: proxy.port, path: '/graphql', method: 'POST', headers, agent },
        (response) => text(response).then(resolve, reject),
      )
        .on('error', reject)
        .end(JSON.stringify({ query: publishNotice, variables: { input } }));
    });
  /** As the desk does: the same command with the same key, until it is answered. */
  const press = async (): Promise<boolean> => {
    const key = newKey();
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const body = await send(key).catch(() => '');
      if (body.includes('sequence')) return true;
      await wait(retryMs);
    }
    return false;
  };
  const tookMs: number[] = [];
  let lost = 0;
  let isRestarting = true;
  try {
    const pressing = (async () => {
      while (isRestarting) {
        const startedMs = performance.now();
        if (!(await press())) lost++;
        tookMs.push(performance.now() - startedMs);
        await wait(pauseMs);
      }
    })();
    try {
      for (let round = 0; round < rounds; round++)
        for (const server of cluster.servers) {
          await server.terminate();
          await server.start();
          await wait(betweenMs);
        }
    } finally {
      isRestarting = false;
      await pressing;
    }
  } finally {
    agent.destroy();
    await proxy.stop();
    await cluster.close();
  }
  tookMs.sort((a, b) => a - b);
  const at = (share: number) => tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * share))]!;
  return [
    atMost(`${name}: presses of ${tookMs.length} that were lost`, lost, 0),
    milliseconds(`${name}: a press during ${2 * rounds} restarts, p50`, at(0.5), promisedMs),
    milliseconds(`${name}: the same, p99`, at(0.99), promisedMs),
    milliseconds(`${name}: the same, the slowest`, at(1), 10_000),
  ];
}
