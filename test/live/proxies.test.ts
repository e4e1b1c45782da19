/** deploy/nginx.conf and deploy/haproxy.cfg in front of two servers: both transports, TLS, and a rolling restart. */
import { request as plainRequest } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { followAnnouncements, overWebSocket } from '../../src/client/index.ts';
import { newKey } from '../support/build-exhibition.ts';
import { openPavilion } from '../support/pavilion.ts';
import { createProxy, type ReverseProxy } from '../support/proxies.ts';
import { openStage, type Stage } from '../support/stage.ts';

/** The servers, their restart and other tests share two cores. */
const slowestMs = 3_000;
const maxAttempts = 10;

describe.each(['nginx', 'haproxy'] as const)('through %s', (name) => {
  let stage: Stage;
  let proxy: ReverseProxy;
  let agent: Agent;
  /** What stands behind the proxy. The stage's own server does not. */
  const servers: Awaited<ReturnType<typeof openPavilion>>[] = [];
  const start = (port = '0') =>
    openPavilion({
      databaseUrl: stage.nodes[0]!.databaseUrl,
      redis: true,
      environment: { TRUST_PROXY: '1', PORT: port },
    });
  beforeAll(async () => {
    stage = await openStage({ deals: 0, redis: true });
    servers.push(await start(), await start());
    proxy = await createProxy(name, servers.map(({ url }) => url) as [string, string]);
    agent = new Agent({ ca: proxy.ca, keepAlive: true });
  });
  afterAll(async () => {
    agent?.destroy();
    await proxy?.stop();
    for (const each of servers) await each[Symbol.asyncDispose]();
    await stage?.[Symbol.asyncDispose]();
  });

  const open = (path: string, options: RequestOptions = {}, body = '') =>
    new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      const host = { host: '127.0.0.1', port: proxy.port, path, agent };
      request({ ...host, ...options }, resolve)
        .on('error', reject)
        .end(body);
    });
  const headers = () => ({ 'content-type': 'application/json', authorization: `Bearer ${stage.operator}` });
  const post = async (query: string, variables: object) => {
    const response = await open(
      '/graphql',
      { method: 'POST', headers: headers() },
      JSON.stringify({ query, variables }),
    );
    return { status: response.statusCode, body: await text(response) };
  };
  const publish = (key = newKey()) =>
    post(
      'mutation($input: PublishNoticeInput!) { publishNotice(input: $input) { ... on PublishNoticeSuccess { announcement { sequence } } } }',
      {
        input: {
          exhibition: stage.exhibition,
          textTranslations: [{ language: 'de', text: 'Guten Tag' }],
          idempotencyKey: key,
        },
      },
    );
  class TrustingWebSocket extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols, { ca: proxy.ca });
    }
  }

  it('redirects to TLS, marks it, keeps the metrics inside and serves the pages', async () => {
    const { port, plainPort } = proxy;
    const redirect = await new Promise<import('node:http').IncomingMessage>((resolve, reject) =>
      plainRequest({ host: '127.0.0.1', port: plainPort, path: '/screen/x' }, resolve)
        .on('error', reject)
        .end(),
    );
    redirect.resume();
    expect(redirect.statusCode).toBe(301);
    const page = await open(`/screen/${stage.slug}`, { headers: { host: `localhost:${port}` } });
    page.resume();
    expect([page.statusCode, page.headers['strict-transport-security']]).toEqual([
      200,
      expect.stringContaining('max-age'),
    ]);
    const metrics = await open('/metrics');
    metrics.resume();
    expect(metrics.statusCode).toBe(404);
  });

  it('delivers an event stream without buffering, and accepts its own origin only', async () => {
    const origin = `https://localhost:${proxy.port}`;
    const stream = async (from: string) =>
      open(
        '/graphql',
        {
          method: 'POST',
          headers: {
            ...headers(),
            host: `localhost:${proxy.port}`,
            origin: from,
            accept: 'text/event-stream',
          },
        },
        JSON.stringify({ query: `subscription { announcements(exhibition: "${stage.slug}") { sequence } }` }),
      );
    const refused = await stream('https://elsewhere.example');
    refused.resume();
    expect(refused.statusCode).toBe(403);
    const events = await stream(origin);
    onTestFinished(() => void events.destroy());
    expect(events.statusCode).toBe(200);
    let received = '';
    events.on('data', (chunk) => (received += chunk));
    const [{ status }, startedAt] = [await publish(), performance.now()];
    expect(status).toBe(200);
    await expect.poll(() => received, { interval: 10, timeout: 3_000 }).toContain('"sequence"');
    expect(performance.now() - startedAt).toBeLessThan(slowestMs);
  });

  it('loses no press, each published once, and no announcement while both servers restart one after the other', async () => {
    const snapshot = await post(
      `{ exhibition(idOrSlug: "${stage.slug}") { stream { cursor sequence } } }`,
      {},
    );
    const { cursor, sequence } = JSON.parse(snapshot.body).data.exhibition.stream;
    const shown: number[] = [];
    const follower = followAnnouncements<{ sequence: number; cursor: string }>(
      overWebSocket({
        url: `wss://127.0.0.1:${proxy.port}/graphql`,
        webSocketImpl: TrustingWebSocket,
        backoff: { firstMs: 50, maxMs: 300 },
      } as never),
      {
        query: `subscription($after: String) { announcements(exhibition: "${stage.slug}", after: $after) { sequence cursor } }`,
        after: cursor,
        onAnnouncement: (announcement) => void shown.push(announcement.sequence),
        onCursorLost: () => cursor,
      },
    );
    onTestFinished(() => follower.stop());
    const presses: { status: number | undefined; ms: number }[] = [];
    let isRestarting = true;
    const pressing = (async () => {
      while (isRestarting) {
        const startedAt = performance.now();
        const key = newKey();
        let isPublished = false;
        // As the desk and the client library do: the same command with the same key, until it is answered. nginx does not
        // repeat a POST that a server which shuts down has answered with 503.
        for (let attempt = 1; attempt <= maxAttempts && !isPublished; attempt++) {
          isPublished = (await publish(key)).body.includes('sequence');
          if (!isPublished) await wait(100);
        }
        presses.push({ status: isPublished ? 200 : 0, ms: performance.now() - startedAt });
        await wait(20);
      }
    })();
    for (const [index, server] of servers.entries()) {
      const { port } = new URL(server.url);
      await server.stop('drain');
      servers[index] = await start(port);
      // As deploy/nginx.conf says: it tries a server again after three seconds at most.
      await wait(4_000);
    }
    isRestarting = false;
    await pressing;
    expect(presses.filter(({ status }) => status !== 200)).toEqual([]);
    const times = presses.map(({ ms }) => ms).sort((a, b) => a - b);
    expect(times.at(Math.ceil(times.length * 0.99) - 1)).toBeLessThan(slowestMs);
    const expected = Array.from({ length: presses.length }, (_, index) => sequence + index + 1);
    await expect.poll(() => shown.length).toBe(expected.length);
    expect(shown).toEqual(expected);
  }, 60_000);
});
