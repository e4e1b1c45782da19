/** HTTP according to RFC 9110 and 9112, and as browsers, proxies and clients use it. */
import { createHash } from 'node:crypto';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { openStage, type Stage } from '../support/stage.ts';

const friend = 'https://friend.example';
let stage: Stage;
let url: string;
let port: number;
beforeAll(async () => {
  const environment = { ALLOWED_ORIGINS: friend, BASE_PATH: '/pavilion', SOCKETS_PER_ADDRESS: '5' };
  stage = await openStage({ deals: 3, environment });
  url = stage.nodes[0]!.url;
  port = Number(new URL(url).port);
});
afterAll(() => stage[Symbol.asyncDispose]());

/** The bytes of the answer to bytes, until the server ends the connection. */
async function exchange(request: string): Promise<string> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  socket.write(request.replaceAll('\n', '\r\n'));
  return text(socket);
}

const viewer = '/graphql?query=%7Bviewer%7Brole%7D%7D';
const json = { accept: 'application/json' };

describe('an answer to a page of an allowed origin', () => {
  const posted = (body: string, headers = {}) => ({
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  it.each<[string, string, RequestInit]>([
    ['a result', '/graphql', posted('{"query":"{ viewer { role } }"}')],
    ['an invalid document', '/graphql', posted('{"query":"{"}')],
    ['invalid JSON', '/graphql', posted('{')],
    ['a body that is too long', '/graphql', posted(' '.repeat(300_000))],
    ['a wrong content type', '/graphql', { method: 'POST', body: 'x' }],
    ['a wrong token', '/graphql', posted('{"query":"{ viewer { role } }"}', { authorization: 'Bearer x' })],
    ['a wrong method', '/graphql', { method: 'PUT' }],
    ['an invalid event stream', '/graphql', posted('{"query":"{"}', { accept: 'text/event-stream' })],
    ['a health check', '/health/ready', {}],
    ['an unknown path', '/nowhere', {}],
    ['a page', '/screen/fair', {}],
  ])('has CORS headers: %s', async (_what, path, init) => {
    const headers = { ...(init.headers as object), origin: friend };
    const response = await fetch(`${url}${path}`, { ...init, headers });
    await response.body?.cancel();
    expect(response.headers.get('access-control-allow-origin')).toBe(friend);
    expect(response.headers.get('vary')).toContain('Origin');
    expect(response.headers.get('access-control-expose-headers')).toContain('retry-after');
  });

  it('has them on an event stream too', async () => {
    const query = `subscription { announcements(exhibition: "${stage.slug}") { sequence } }`;
    const response = await fetch(`${url}/graphql`, {
      ...posted(JSON.stringify({ query })),
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', origin: friend },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(friend);
    await response.body!.cancel();
  });
});

it('reports in body and log why a page may not open a stream', async () => {
  const origin = 'https://outsider.example';
  const response = await fetch(`${url}/graphql`, { headers: { accept: 'text/event-stream', origin } });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('ALLOWED_ORIGINS');
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { origin });
  const refused = Promise.withResolvers<{ status: number; body: string }>();
  socket.on('unexpected-response', async (_request, answer) => {
    refused.resolve({ status: answer.statusCode!, body: await text(answer) });
  });
  expect(await refused.promise).toEqual({ status: 403, body: expect.stringContaining('ALLOWED_ORIGINS') });
  const lines = stage.nodes[0]!.log.filter(({ status }) => status === 403);
  expect(lines).toEqual([
    expect.objectContaining({ status: 403, origin }),
    expect.objectContaining({ status: 403, origin }),
  ]);
});

it('rejects a socket above the limit of an address with Retry-After', async () => {
  const open = () => new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const sockets = Array.from({ length: 5 }, open);
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('open', resolve))));
  const refused = Promise.withResolvers<[number, string | undefined]>();
  open().on('unexpected-response', (_request, answer) => {
    refused.resolve([answer.statusCode!, answer.headers['retry-after']]);
  });
  expect(await refused.promise).toEqual([429, '10']);
  for (const socket of sockets) socket.terminate();
});

it('rejects the subprotocol of subscriptions-transport-ws with 4406', async () => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-ws');
  const [code] = await new Promise<[number]>((resolve) =>
    socket.once('close', (...ended) => resolve(ended as never)),
  );
  expect(code).toBe(4406);
  expect(JSON.stringify(stage.nodes[0]!.log)).toContain('subprotocol');
});

describe('raw requests', () => {
  const end = 'Connection: close\n\n';
  it.each<[string, string, RegExp]>([
    [
      'two Host headers',
      `GET ${viewer} HTTP/1.1\nHost: a\nHost: b\n${end}`,
      /^HTTP\/1.1 400 .*exactly one Host/s,
    ],
    [
      'two Host headers for a health check',
      `GET /health/live HTTP/1.1\nHost: a\nHost: b\n${end}`,
      /^HTTP\/1.1 400 .*exactly one Host/s,
    ],
    [
      'two Host headers for a WebSocket',
      'GET /graphql HTTP/1.1\nHost: a\nHost: b\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\n\n',
      /^HTTP\/1.1 400 .*exactly one Host/s,
    ],
    [
      'HEAD for a stream',
      `HEAD ${viewer} HTTP/1.1\nHost: a\nAccept: text/event-stream\n${end}`,
      /^HTTP\/1.1 405 /,
    ],
    ['no Host header', `GET ${viewer} HTTP/1.1\n${end}`, /^HTTP\/1.1 400 /],
    [
      'HTTP/1.0 without Host',
      `GET ${viewer} HTTP/1.0\nAccept: application/json\n\n`,
      /^HTTP\/1.1 200 .*PUBLIC/s,
    ],
    [
      'an absolute target',
      `GET http://expo.example${viewer} HTTP/1.1\nHost: expo.example\nAccept: application/json\n${end}`,
      /^HTTP\/1.1 200 .*PUBLIC/s,
    ],
    [
      'a slash at the end',
      `GET ${viewer.replace('?', '/?')} HTTP/1.1\nHost: a\nAccept: application/json\n${end}`,
      /200 .*PUBLIC/s,
    ],
    [
      'the base path',
      `GET /pavilion${viewer} HTTP/1.1\nHost: a\nAccept: application/json\n${end}`,
      /200 .*PUBLIC/s,
    ],
    [
      'PUT',
      `PUT /graphql HTTP/1.1\nHost: a\nAccept: text/event-stream\n${end}`,
      /^HTTP\/1.1 405 .*allow: GET, HEAD, POST, OPTIONS/is,
    ],
    [
      'OPTIONS',
      `OPTIONS /graphql HTTP/1.1\nHost: a\n${end}`,
      /^HTTP\/1.1 204 .*allow: GET, HEAD, POST, OPTIONS/is,
    ],
    [
      'POST to a health check',
      `POST /health/live HTTP/1.1\nHost: a\n${end}`,
      /^HTTP\/1.1 405 .*allow: GET, HEAD/is,
    ],
    [
      'json with q=0',
      `GET ${viewer} HTTP/1.1\nHost: a\nAccept: application/json;q=0\n${end}`,
      /^HTTP\/1.1 406 /,
    ],
    [
      'an event stream with q=0',
      `GET ${viewer} HTTP/1.1\nHost: a\nAccept: text/event-stream;q=0, application/json\n${end}`,
      /^HTTP\/1.1 200 .*application\/json/s,
    ],
    [
      'a page with q=0',
      `GET ${viewer} HTTP/1.1\nHost: a\nAccept: text/html;q=0, */*\n${end}`,
      /200 .*PUBLIC/s,
    ],
  ])('%s', async (_what, request, answer) => {
    expect(await exchange(request)).toMatch(answer);
  });

  it('HEAD gets the headers of GET and no body', async () => {
    const head = await exchange(`HEAD ${viewer} HTTP/1.1\nHost: a\nAccept: application/json\n${end}`);
    expect(head).toMatch(/^HTTP\/1.1 200 .*content-length: 37/is);
    expect(head.split('\r\n\r\n')[1]).toBe('');
  });

  it('a body above the limit ends the connection', async () => {
    const answer = await exchange(
      `POST /graphql HTTP/1.1\nHost: a\nContent-Type: application/json\nContent-Length: 999999\n\n{`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 413 .*connection: close/is);
  });

  it('pipelined requests are answered one after another', async () => {
    const get = `GET ${viewer} HTTP/1.1\nHost: a\nAccept: application/json\n`;
    const answers = await exchange(`${`${get}\n`.repeat(5)}${get}${end}`);
    expect(answers.match(/PUBLIC/g)).toHaveLength(6);
  });
});

describe('GET', () => {
  it('is revalidated by its ETag, and private with a token', async () => {
    const first = await fetch(`${url}${viewer}`, { headers: json });
    const etag = first.headers.get('etag')!;
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    expect(first.headers.get('vary')).toMatch(/Origin.*Accept-Language.*Authorization/);
    const again = (tag: string) => fetch(`${url}${viewer}`, { headers: { ...json, 'if-none-match': tag } });
    for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const response = await again(tag);
      expect([response.status, await response.text()]).toEqual([304, '']);
      expect(response.headers.get('etag')).toBe(etag);
    }
    expect((await again('"x"')).status).toBe(200);
    const mine = await fetch(`${url}${viewer}`, {
      headers: { ...json, authorization: `Bearer ${stage.organizer}` },
    });
    expect(mine.headers.get('cache-control')).toBe('private, no-cache');
    expect(mine.headers.get('etag')).not.toBe(etag);
  });

  it('treats an empty operation name as absent', async () => {
    const response = await fetch(`${url}${viewer}&operationName=&variables=&extensions=`, { headers: json });
    expect(await response.text()).toContain('PUBLIC');
  });
});

describe('automatic persisted queries of Apollo', () => {
  it.each([false, true])('are served to its link (over GET: %s)', async (useGETForHashedQueries) => {
    const statuses: string[] = [];
    const counting: typeof fetch = async (target, init) => {
      const response = await fetch(target, init);
      statuses.push(
        init?.method === 'POST' ? (String(init.body).includes('"query"') ? 'query' : 'hash') : 'get',
      );
      return response;
    };
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: ApolloLink.from([
        new PersistedQueryLink({
          sha256: (document) => createHash('sha256').update(document).digest('hex'),
          useGETForHashedQueries,
        }),
        new HttpLink({ uri: `${url}/graphql`, fetch: counting }),
      ]),
    });
    const query = gql`query Persisted${useGETForHashedQueries ? 'Get' : 'Post'} { viewer { role } }`;
    const ask = async () => (await client.query({ query, fetchPolicy: 'network-only' })).data;
    expect(await ask()).toMatchObject({ viewer: { role: 'PUBLIC' } });
    expect(await ask()).toMatchObject({ viewer: { role: 'PUBLIC' } });
    const hash = useGETForHashedQueries ? 'get' : 'hash';
    // The hash, the query beside it, and from then on the hash alone.
    expect(statuses).toHaveLength(3);
    expect([statuses[0], statuses[2]]).toEqual([hash, hash]);
  });

  it('are not stored if the hash does not match or the query is invalid', async () => {
    const send = async (query: string | undefined, sha256Hash: string) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
      });
      return response.text();
    };
    const hash = (document: string) => createHash('sha256').update(document).digest('hex');
    expect(await send('{ viewer { name } }', hash('{ viewer { role } }'))).toContain('not the SHA-256');
    expect(await send(undefined, hash('{ viewer { role } }'))).toContain('PersistedQueryNotFound');
    const invalid = '{ viewer { nothing } }';
    await send(invalid, hash(invalid));
    expect(await send(undefined, hash(invalid))).toContain('PERSISTED_QUERY_NOT_FOUND');
  });
});

describe('an event stream', () => {
  const subscription = () => {
    const query = `subscription { announcements(exhibition: "${stage.slug}", last: 1) { sequence } }`;
    return `${url}/graphql?query=${encodeURIComponent(query)}`;
  };
  const read = async (headers: Record<string, string>, until: RegExp) => {
    const abort = new AbortController();
    const response = await fetch(subscription(), {
      headers: { accept: 'text/event-stream', ...headers },
      signal: abort.signal,
    });
    let received = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      received += chunk;
      if (until.test(received)) break;
    }
    abort.abort();
    return received;
  };

  it('has cursors as event ids, and resumes after Last-Event-ID instead of its arguments', async () => {
    const first = await read({}, /"sequence":\d/);
    expect(first).toMatch(/^retry: \d{4}\n/);
    const id = /^id: (\S+)$/m.exec(first)![1]!;
    const last = await stage.sign();
    const resumed = await read({ 'last-event-id': id }, new RegExp(`"sequence":${last}\\b`));
    expect([...resumed.matchAll(/"sequence":(\d+)/g)].map(([, sequence]) => Number(sequence))).toEqual([
      last,
    ]);
  });

  it('ends with a typed error for an id that is not a cursor', async () => {
    expect(await read({ 'last-event-id': 'nonsense' }, /complete/)).toContain('CURSOR_INVALID');
  });
});
