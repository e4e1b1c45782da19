/** Two servers behind a reverse proxy, and clients that trust its certificate. */
import type { IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll } from 'vitest';
import WebSocket from 'ws';
import { newKey } from './build-exhibition.ts';
import { openPavilion } from './pavilion.ts';
import { createProxy, type ProxyName, type ReverseProxy } from './proxies.ts';
import { openStage, type Stage } from './stage.ts';

export interface ServersBehind {
  readonly stage: Stage;
  readonly proxy: ReverseProxy;
  /** The servers behind the proxy. The server of the stage is not one of them. */
  servers: TestServer[];
  start(port?: string): Promise<TestServer>;
  open(path: string, options?: RequestOptions, body?: string): Promise<IncomingMessage>;
  headers(): Record<string, string>;
  post(query: string, variables: object): Promise<{ status: number | undefined; body: string }>;
  /** Publishes a notice under an idempotency key. */
  publish(key?: string): Promise<{ status: number | undefined; body: string }>;
  TrustingWebSocket: typeof WebSocket;
}

type TestServer = Awaited<ReturnType<typeof openPavilion>>;

/** For all tests of a `describe`. */
export function useServersBehind(name: ProxyName): ServersBehind {
  let stage: Stage;
  let proxy: ReverseProxy;
  let agent: Agent;
  const servers: TestServer[] = [];
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
    new Promise<IncomingMessage>((resolve, reject) => {
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
  return {
    get stage() {
      return stage;
    },
    get proxy() {
      return proxy;
    },
    servers,
    start,
    open,
    headers,
    post,
    publish,
    TrustingWebSocket: TrustingWebSocket as typeof WebSocket,
  };
}
