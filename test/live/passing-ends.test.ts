/** Sockets that are closed for a transient reason: the close code names it, and the client reconnects. */
import { createClient } from 'graphql-ws';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import WebSocket from 'ws';
import { followAnnouncements, overWebSocket, type SequencedAnnouncement } from '../../src/client/index.ts';
import { collect } from '../support/collector.ts';
import { query } from '../support/http-client.ts';
import { Link } from '../support/link.ts';
import { openPavilion, usePavilion } from '../support/pavilion.ts';
import { openStage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';

afterEach(() => void vi.useRealTimers());

interface Ends {
  webSocketImpl: typeof WebSocket;
  /** As they are made. */
  sockets: WebSocket[];
  /** Code and reason of each end. */
  ends: string[];
}

/** The WebSocket implementation for a client, which records close events. */
function watchedWebSocket(): Ends {
  const sockets: WebSocket[] = [];
  const ends: string[] = [];
  class WatchedWebSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      sockets.push(this);
      this.on('close', (code, reason) => ends.push(`${code} ${reason}`));
    }
  }
  return { webSocketImpl: WatchedWebSocket as unknown as typeof WebSocket, sockets, ends };
}

it('ends a stalled reader with 4410 and delivers the rest from its cursor', async () => {
  const stage = await openStage({ deals: 0 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const [node] = stage.nodes;
  // More than a megabyte each, so that a few fill what the kernel keeps for a reader.
  const aliases = Array.from({ length: 380 }, (_, index) => `a${index}: text`).join(' ');
  const notice = () => stage.notice('글'.repeat(1_000));
  const { webSocketImpl, sockets, ends } = watchedWebSocket();
  const transport = overWebSocket({
    url: `${node!.url.replace('http', 'ws')}/graphql`,
    webSocketImpl,
    heartbeatMs: 60_000,
  });
  const sequences: number[] = [];
  const lost = vi.fn();
  const following = followAnnouncements<SequencedAnnouncement>(transport, {
    query: `subscription($after: String) {
      announcements(exhibition: "${stage.slug}", after: $after) { sequence cursor ... on Notice { ${aliases} } }
    }`,
    after: await cursorOf(node!.url, stage.slug),
    onAnnouncement: ({ sequence }) => sequences.push(sequence),
    onCursorLost: lost,
    backoff: { firstMs: 10, maxMs: 20 },
  });
  onTestFinished(() => {
    following.stop();
    transport.close();
  });
  const first = await notice();
  await expect.poll(() => sequences).toEqual([first]);

  const { hub } = node!.streams;
  const [stream] = hub.streams.values();
  sockets[0]!.pause();
  let newest = first;
  for (let behind = 0; behind < 3; ) {
    newest = await notice();
    await expect.poll(() => stream!.head).toBe(newest);
    await new Promise((resolve) => setImmediate(resolve));
    behind = stream!.maxLag;
  }
  const now = performance.now.bind(performance);
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + 21_000);
  newest = await notice();
  await expect.poll(() => hub.counters.slowSubscribers).toBe(1);
  clock.mockRestore();
  sockets[0]!.resume();

  const all = Array.from({ length: newest - first + 1 }, (_, index) => first + index);
  await expect.poll(() => sequences).toEqual(all);
  expect(ends).toEqual(['4410 Slow subscriber']);
  expect(lost).not.toHaveBeenCalled();
});

/** An exhibition with an announcement, on a server whose database connection can be cut. */
async function behindLink() {
  const stage = await openStage({ deals: 0 });
  const postgres = new URL(stage.nodes[0]!.databaseUrl);
  const port = Number(postgres.port);
  const link = await Link.open(() => port);
  postgres.port = String(link.port);
  const pavilion = await openPavilion({ databaseUrl: postgres.href });
  onTestFinished(async () => {
    await pavilion[Symbol.asyncDispose]();
    await link.close();
    await stage[Symbol.asyncDispose]();
  });
  const watch = `subscription { announcements(exhibition: "${stage.slug}", last: 1) { sequence } }`;
  return { pavilion, link, watch };
}

it('closes a socket with 1013 while the database is down, and serves it afterwards', async () => {
  const { pavilion, link, watch } = await behindLink();
  const { webSocketImpl, ends } = watchedWebSocket();
  const client = createClient({
    url: `${pavilion.url.replace('http', 'ws')}/graphql`,
    webSocketImpl,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 20)),
  });
  onTestFinished(() => void client.dispose());
  link.set('refuse');
  const { sink, subscriber } = collect();
  client.subscribe({ query: watch }, sink as never);
  await expect.poll(() => ends.length).toBeGreaterThan(1);
  link.set('clear');
  await subscriber(async () => {}).count(1);
  expect(new Set(ends)).toEqual(new Set(['1013 Try again later']));
  expect(pavilion.log.filter(({ level }) => level >= 50)).toEqual([]);
});

it("logs the error and its location without the driver's connection object", async () => {
  const { pavilion, link, watch } = await behindLink();
  const broken = (message: string) => pavilion.log.find(({ msg }) => msg === message);
  subscribe(pavilion.url, { exhibition: /"(.+)"/.exec(watch)![1]!, last: 1 });
  await expect.poll(() => pavilion.streams.hub.streams.size).toBe(1);
  link.set('refuse');
  await expect.poll(() => broken('a database connection broke')).toBeTruthy();
  await expect.poll(() => broken('cannot poll the streams; trying again')).toBeTruthy();
  link.set('clear');
  expect(broken('a database connection broke')!.err).toEqual({
    type: 'Error',
    message: expect.stringMatching(/ECONNRESET|terminated/),
    stack: expect.stringContaining('\n    at '),
    code: expect.anything(),
  });
  expect(broken('cannot poll the streams; trying again')!.error).toMatchObject({
    message: expect.stringMatching(/\w/),
  });
  expect(JSON.stringify(pavilion.log)).not.toMatch(/secretKey|connectionParameters|queryQueue/);
});

it('answers an event stream with 503 while the database is down', async () => {
  const { pavilion, link, watch } = await behindLink();
  link.set('refuse');
  const response = await fetch(`${pavilion.url}/graphql`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ query: watch }),
  });
  expect(response.status).toBe(503);
  expect((await response.json()).errors[0].extensions.code).toBe('UNAVAILABLE');
});

it('closes a socket with 1013, not 4403, while its token cannot be verified', async () => {
  const { url } = await usePavilion({
    template: 'empty',
    environment: {
      AUTH_SECRET: '',
      // No process listens on that port.
      AUTH_JWKS_URL: 'http://127.0.0.1:9/jwks',
      AUTH_ISSUER: 'https://id.example',
      AUTH_AUDIENCE: 'pavilion',
    },
  });
  const token = [{ alg: 'RS256', kid: 'one' }, { sub: 'somebody' }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const { webSocketImpl, ends } = watchedWebSocket();
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: () => {},
    connectionParams: { authorization: `Bearer ${token}.c2lnbmF0dXJl` },
  });
  onTestFinished(() => void client.dispose());
  await expect.poll(() => ends).toEqual(['1013 Try again later']);
});

async function cursorOf(url: string, slug: string): Promise<string> {
  return (await query(url, `{ exhibition(idOrSlug: "${slug}") { stream { cursor } } }`)).exhibition.stream
    .cursor;
}
