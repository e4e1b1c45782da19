/** Requests that are not served: by a route, by the WebSocket library, and by Node while it reads the request. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchange, rawGet, rawPost, rawRequest } from '../hostile/raw-exchange.ts';
import { openPavilion, type TestPavilion } from '../support/pavilion.ts';

const friend = 'https://friend.example';
let pavilion: TestPavilion & AsyncDisposable;
let port: number;
beforeAll(async () => {
  const environment = { ALLOWED_ORIGINS: friend, OPERATIONS_PER_MINUTE: '1000' };
  pavilion = await openPavilion({ template: 'empty', environment });
  port = Number(new URL(pavilion.url).port);
});
afterAll(() => pavilion[Symbol.asyncDispose]());

const host = ['Host: expo.example', 'Connection: close', `Origin: ${friend}`];
const upgrade = (...others: string[]) => [
  ...[`Host: expo.example`, `Origin: ${friend}`, 'Upgrade: websocket', 'Connection: Upgrade'],
  ...others,
];
const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
const version = 'Sec-WebSocket-Version: 13';
const json = 'Content-Type: application/json';
const operation = '{"query":"{ viewer { role } }"}';
const logged = () => pavilion.log.filter(({ msg }) => msg === 'a request was rejected');

describe('an error has a status, its reason in the body, CORS headers and a line in the log', () => {
  it.each<[string, number, () => string | Buffer, RegExp?]>([
    ['two Host headers', 400, () => rawRequest('GET /graphql HTTP/1.1', [...host, 'Host: b'])],
    ['no Host header', 400, () => rawRequest('GET /graphql HTTP/1.1', host.slice(1))],
    ['a host that is none in the target', 400, () => rawRequest('GET http://[/graphql HTTP/1.1', host)],
    ['another scheme in the target', 400, () => rawRequest('GET ftp://expo.example/graphql HTTP/1.1', host)],
    [
      'two Authorization headers',
      400,
      () => rawPost(operation, [json, `Origin: ${friend}`, 'Authorization: a', 'authorization: b']),
    ],
    ['an unknown expectation', 417, () => rawPost(operation, [json, `Origin: ${friend}`, 'Expect: x'])],
    [
      'an unknown transfer coding',
      501,
      () => rawRequest('POST /graphql HTTP/1.1', [...host, json, 'Transfer-Encoding: gzip, chunked'], ''),
    ],
    [
      'a method that /graphql does not have',
      405,
      () => rawRequest('PUT /graphql HTTP/1.1', host),
      /^allow: GET, HEAD, POST, OPTIONS\r$/im,
    ],
    [
      'a method that a page does not have',
      405,
      () => rawRequest('TRACE /health/live HTTP/1.1', host),
      /^allow: GET, HEAD, OPTIONS\r$/im,
    ],
    ['CONNECT', 405, () => rawRequest('CONNECT evil.example:443 HTTP/1.1', host), /^allow: /im],
    ['an unknown method', 400, () => rawRequest('BREW /graphql HTTP/1.1', host)],
    ['a header without a colon', 400, () => rawRequest('GET /graphql HTTP/1.1', [...host, 'nonsense'])],
    [
      'headers that are too long',
      431,
      () => rawRequest('GET /graphql HTTP/1.1', [...host, `X: ${'x'.repeat(20_000)}`]),
    ],
    [
      'a WebSocket by POST',
      405,
      () => rawRequest('POST /graphql HTTP/1.1', upgrade(key, version)),
      /^allow: GET\r$/im,
    ],
    [
      'a WebSocket without a key',
      400,
      () => rawRequest('GET /graphql HTTP/1.1', upgrade(version)),
      /Sec-WebSocket-Key/,
    ],
    [
      'a WebSocket of another version',
      426,
      () => rawRequest('GET /graphql HTTP/1.1', upgrade(key, 'Sec-WebSocket-Version: 12')),
      /^sec-websocket-version: 13\r$/im,
    ],
    [
      'a WebSocket with invalid subprotocols',
      400,
      () => rawRequest('GET /graphql HTTP/1.1', upgrade(key, version, 'Sec-WebSocket-Protocol: a,,b')),
      /Sec-WebSocket-Protocol/,
    ],
    [
      'a WebSocket with two Host headers',
      400,
      () => rawRequest('GET /graphql HTTP/1.1', upgrade('Host: b', key, version)),
    ],
  ])('for %s: %i', async (_what, status, bytes, more = /./) => {
    const before = logged().length;
    const answer = await exchange(port, bytes());
    expect(answer.statuses).toEqual([status]);
    expect(answer.text).toMatch(more);
    expect(answer.text).toContain(`\r\naccess-control-allow-origin: ${friend}\r\n`);
    expect(answer.text).toMatch(/^x-content-type-options: nosniff\r$/im);
    const body = JSON.parse(answer.text.slice(answer.text.indexOf('\r\n\r\n')));
    expect(body.errors[0].extensions.code).toBe('BAD_REQUEST');
    const requestId = /^x-request-id: (\S+)\r$/im.exec(answer.text)![1];
    expect(logged().slice(before)).toEqual([
      expect.objectContaining({ status, requestId, reason: body.errors[0].message, origin: friend }),
    ]);
  });

  it('for a target that is too long: 414', async () => {
    const answer = await exchange(port, rawGet(`/graphql?query=${'a'.repeat(20_000)}`));
    expect(answer.statuses).toEqual([414]);
    expect(answer.text).toContain('Send the operation as POST.');
  });
});

describe('OPTIONS', () => {
  const preflight = (path: string, origin: string) =>
    exchange(
      port,
      rawRequest(`OPTIONS ${path} HTTP/1.1`, [
        'Host: x',
        'Connection: close',
        `Origin: ${origin}`,
        'Access-Control-Request-Method: GET',
        'Access-Control-Request-Headers: authorization',
      ]),
    );

  it.each(['/graphql', '/health/ready', '/screen/fair', '/nowhere'])(
    'of %s answers the preflight of an allowed origin',
    async (path) => {
      const answer = await preflight(path, friend);
      expect(answer.statuses).toEqual([204]);
      expect(answer.text).toContain(`access-control-allow-origin: ${friend}`);
      expect(answer.text).toMatch(/^access-control-allow-methods: GET, HEAD/im);
      expect(answer.text).toMatch(/^access-control-allow-headers: authorization\r$/im);
    },
  );

  it.each(['/graphql', '/health/ready'])(
    'of %s says why a page of another origin may not call',
    async (path) => {
      const answer = await preflight(path, 'https://evil.example');
      expect(answer.statuses).toEqual([403]);
      expect(answer.text).toContain('ALLOWED_ORIGINS');
      expect(answer.text).not.toContain('access-control-allow');
      expect(logged().at(-1)).toMatchObject({ status: 403, origin: 'https://evil.example' });
    },
  );

  it.each([
    ['*', 'GET, HEAD, POST, OPTIONS'],
    ['/graphql', 'GET, HEAD, POST, OPTIONS'],
    ['/health/live', 'GET, HEAD, OPTIONS'],
  ])('%s names the methods', async (target, allow) => {
    const answer = await exchange(
      port,
      rawRequest(`OPTIONS ${target} HTTP/1.1`, ['Host: x', 'Connection: close']),
    );
    expect(answer.statuses).toEqual([204]);
    expect(answer.text).toContain(`\r\nallow: ${allow}\r\n`);
  });
});

describe('Expect: 100-continue', () => {
  const expecting = (...headers: string[]) =>
    rawRequest('POST /graphql HTTP/1.1', [
      'Host: x',
      'Expect: 100-continue',
      `Content-Length: ${operation.length}`,
      ...headers,
    ]);

  it('is answered before the body is read', async () => {
    const bytes = Buffer.concat([expecting(json, 'Connection: close'), Buffer.from(operation)]);
    expect((await exchange(port, bytes)).statuses).toEqual([100, 200]);
  });

  it.each<[string, number, string[]]>([
    ['a wrong content type', 415, ['Content-Type: text/plain']],
    ['a compressed body', 415, [json, 'Content-Encoding: gzip']],
    ['a type that is not accepted', 406, [json, 'Accept: text/html']],
    ['two Host headers', 400, [json, 'Host: y']],
  ])('is not answered before %s is refused, and the connection ends', async (_what, status, headers) => {
    const answer = await exchange(port, expecting(...headers));
    expect(answer.statuses).toEqual([status]);
    expect(answer.text).toMatch(/^connection: close\r$/im);
    expect(answer.closed).toBe(true);
  });

  it('is not answered for a method that reads no body', async () => {
    const bytes = rawRequest('PUT /graphql HTTP/1.1', [
      'Host: x',
      'Expect: 100-continue',
      'Content-Length: 9',
    ]);
    expect((await exchange(port, bytes)).statuses).toEqual([405]);
  });
});

describe('GraphQL over HTTP', () => {
  const accepting = (...headers: string[]) => rawPost(operation, [json, ...headers]);
  it.each<[string, number, RegExp, () => Buffer]>([
    ['Content-Encoding: Identity', 200, /PUBLIC/, () => accepting('Content-Encoding: Identity')],
    ['a byte order mark', 400, /byte order mark/, () => rawPost(`\ufeff${operation}`)],
    [
      'a content type in capitals',
      200,
      /PUBLIC/,
      () => rawPost(operation, ['Content-Type: Application/JSON; Charset="UTF-8"']),
    ],
    [
      'Accept with a charset',
      200,
      /^content-type: application\/graphql-response\+json; charset=utf-8\r$/im,
      () =>
        accepting(
          'Accept: application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
        ),
    ],
    [
      'Accept that prefers the older type',
      200,
      /^content-type: application\/json; charset=utf-8\r$/im,
      () => accepting('Accept: application/graphql-response+json;q=0.5, application/json'),
    ],
    [
      'extensions: null',
      200,
      /PUBLIC/,
      () =>
        rawPost('{"query":"{ viewer { role } }","extensions":null,"variables":null,"operationName":null}'),
    ],
    [
      'variables: []',
      400,
      /variables must be an object/,
      () => rawPost('{"query":"{ viewer { role } }","variables":[]}'),
    ],
    ['a batch', 400, /Batches are not supported/, () => rawPost(`[${operation}]`)],
    [
      'an empty body',
      400,
      /not a JSON object/,
      () => rawRequest('POST /graphql HTTP/1.1', ['Host: x', 'Connection: close', json]),
    ],
    [
      'an unknown charset',
      415,
      /Send UTF-8/,
      () => rawPost(operation, ['Content-Type: application/json; charset=utf-16']),
    ],
    [
      'multipart',
      415,
      /^accept: application\/json\r$/im,
      () => rawPost(operation, ['Content-Type: multipart/form-data; boundary=x']),
    ],
    [
      'two queries in the target',
      400,
      /query occurs twice/,
      () => rawGet('/graphql?query=%7Bviewer%7Brole%7D%7D&query=x', ['Accept: application/json']),
    ],
    [
      'an encoded path',
      200,
      /PUBLIC/,
      () => rawGet('/%67raphql?query=%7Bviewer%7Brole%7D%7D', ['Accept: application/json']),
    ],
    ['two slashes', 404, /The API is at/, () => rawGet('//graphql?query=%7Bviewer%7Brole%7D%7D')],
  ])('%s gets %i', async (_what, status, says, bytes) => {
    const answer = await exchange(port, bytes());
    expect(answer.statuses).toEqual([status]);
    expect(answer.text).toMatch(says);
  });
});

describe('GraphiQL', () => {
  it('is revalidated by the ETag of its encoding, and varies by what the client accepts', async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(`${pavilion.url}/graphql`, { headers: { accept: 'text/html', ...headers } });
    const [zipped, plain] = [
      await ask({ 'accept-encoding': 'gzip' }),
      await ask({ 'accept-encoding': 'identity' }),
    ];
    await Promise.all([zipped.text(), plain.text()]);
    expect(zipped.headers.get('vary')).toBe('Origin, Accept, Accept-Encoding');
    const etag = zipped.headers.get('etag')!;
    expect(plain.headers.get('etag')).not.toBe(etag);
    const again = await ask({ 'accept-encoding': 'gzip', 'if-none-match': etag });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect(again.headers.get('vary')).toContain('Accept-Encoding');
    expect((await ask({ 'accept-encoding': 'identity', 'if-none-match': etag })).status).toBe(200);
  });
});

it('answers a page that the client has, whatever its tag, with 304', async () => {
  const page = await fetch(`${pavilion.url}/screen/fair`);
  await page.text();
  const etag = page.headers.get('etag')!;
  for (const tag of ['*', etag, `W/${etag}`]) {
    const response = await fetch(`${pavilion.url}/screen/fair`, { headers: { 'if-none-match': tag } });
    expect([response.status, await response.text()]).toEqual([304, '']);
  }
  const other = await fetch(`${pavilion.url}/screen/fair`, {
    headers: { 'if-none-match': `"x${etag.slice(1)}` },
  });
  expect(other.status).toBe(200);
});
