/** HTTP requests that no correct client sends: broken, huge, compressed, of other types, methods and charsets, doubled, smuggled. */
import { gzipSync } from 'node:zlib';
import { rawGet, rawPost, rawRequest } from './raw-exchange.ts';

export interface HttpCase {
  what: string;
  bytes: () => string | Buffer;
  /** The status of every response on the connection. Empty if the connection ends without a response. */
  statuses: number[];
  /** What the response must contain, and what it must not. */
  says?: RegExp;
  silentOn?: RegExp;
}

const host = ['Host: x', 'Connection: close'];
const json = 'Content-Type: application/json';
const good = '{"query":"{ viewer { role } }"}';
const ofLength = (bytes: number) => {
  const around = `${good.slice(0, -1)},"variables":{"x":""}}`;
  return around.replace('""', `"${'x'.repeat(bytes - around.length)}"`);
};
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const post = (start: string, headers: string[], body = good) =>
  rawRequest(start, [...host, json, ...headers], body);
const withHeaders = (...headers: string[]) => rawPost(good, [json, ...headers]);
const raw = (...lines: string[]) => Buffer.from(lines.join('\r\n'), 'latin1');
const smuggled = 'GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n';

const framing: HttpCase[] = [
  { what: 'no HTTP at all', bytes: () => 'HELO there\r\n\r\n', statuses: [400] },
  { what: 'a TLS greeting', bytes: () => Buffer.from('16030100c8010000c40303', 'hex'), statuses: [400] },
  { what: 'the preface of HTTP/2', bytes: () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', statuses: [400] },
  { what: 'an unknown method', bytes: () => post('BREW /graphql HTTP/1.1', []), statuses: [400] },
  { what: 'an unknown version', bytes: () => post('POST /graphql HTTP/9.9', []), statuses: [400] },
  {
    what: 'no host',
    bytes: () => raw('GET /graphql HTTP/1.1', 'Connection: close', '', ''),
    statuses: [400],
  },
  ...['GET', 'OPTIONS', 'POST'].flatMap((method) =>
    ['[[[', '%%%', 'x:99999', '<script>'].map((name) => ({
      what: `${method} to an invalid host: ${name}`,
      bytes: () =>
        rawRequest(`${method} /graphql?query=%7Bviewer%7Brole%7D%7D HTTP/1.1`, [
          `Host: ${name}`,
          'Connection: close',
        ]),
      statuses: [400],
      says: /BAD_REQUEST/,
      silentOn: /<script>/,
    })),
  ),
  { what: 'a header without a colon', bytes: () => withHeaders('nonsense'), statuses: [400] },
  { what: 'a space before the colon', bytes: () => withHeaders('X-A : 1'), statuses: [400] },
  { what: 'a folded header', bytes: () => withHeaders('X-A: 1', ' folded'), statuses: [400] },
  { what: 'NUL in a header', bytes: () => withHeaders('X-A: a\0b'), statuses: [400] },
  { what: 'a bare carriage return in a header', bytes: () => withHeaders('X-A: a\rX-B: b'), statuses: [400] },
  { what: 'headers of 20 KB', bytes: () => withHeaders(`X-A: ${'a'.repeat(20_000)}`), statuses: [431] },
  {
    what: 'three thousand headers',
    bytes: () => withHeaders(...Array.from({ length: 3_000 }, (_, n) => `X-${n}: 1`)),
    statuses: [431],
  },
  {
    what: 'an address of 20 KB',
    bytes: () => rawGet(`/graphql?query=${'a'.repeat(20_000)}`),
    statuses: [414],
  },
  {
    what: 'a length below zero',
    bytes: () => raw('POST /graphql HTTP/1.1', ...host, json, 'Content-Length: -5', '', good),
    statuses: [400],
  },
  {
    what: 'a length with a sign',
    bytes: () => raw('POST /graphql HTTP/1.1', ...host, json, 'Content-Length: +5', '', good),
    statuses: [400],
  },
  {
    what: 'a length that no number holds',
    bytes: () => raw('POST /graphql HTTP/1.1', ...host, json, `Content-Length: ${'9'.repeat(40)}`, '', good),
    statuses: [400],
  },
  {
    what: 'ten gigabytes declared and none sent',
    bytes: () => raw('POST /graphql HTTP/1.1', ...host, json, 'Content-Length: 10000000000', '', ''),
    statuses: [413],
  },
  {
    what: 'Expect: 100-continue before ten gigabytes',
    bytes: () =>
      raw(
        'POST /graphql HTTP/1.1',
        ...host,
        json,
        'Expect: 100-continue',
        'Content-Length: 10000000000',
        '',
        '',
      ),
    statuses: [413],
  },
  { what: 'an unknown expectation', bytes: () => withHeaders('Expect: a-miracle'), statuses: [417] },
];

const smuggling: HttpCase[] = [
  {
    what: 'two lengths',
    bytes: () =>
      raw(
        'POST /graphql HTTP/1.1',
        ...host,
        json,
        'Content-Length: 5',
        `Content-Length: ${good.length}`,
        '',
        good + smuggled,
      ),
    statuses: [400],
  },
  {
    what: 'a length together with chunks',
    bytes: () =>
      raw(
        'POST /graphql HTTP/1.1',
        ...host,
        json,
        `Content-Length: ${good.length}`,
        'Transfer-Encoding: chunked',
        '',
        `0\r\n\r\n${smuggled}`,
      ),
    statuses: [400],
  },
  {
    what: 'an encoding that only looks like chunks',
    bytes: () =>
      raw('POST /graphql HTTP/1.1', ...host, json, 'Transfer-Encoding: xchunked', '', `0\r\n\r\n${smuggled}`),
    statuses: [400],
  },
  {
    what: 'chunks that are not the last encoding',
    bytes: () =>
      raw(
        'POST /graphql HTTP/1.1',
        ...host,
        json,
        'Transfer-Encoding: chunked, identity',
        '',
        `0\r\n\r\n${smuggled}`,
      ),
    statuses: [400],
  },
  {
    what: 'an encoding with a space before its colon',
    bytes: () =>
      raw('POST /graphql HTTP/1.1', ...host, json, 'Transfer-Encoding : chunked', '', `0\r\n\r\n${smuggled}`),
    statuses: [400],
  },
  {
    what: 'a vertical tab before the encoding',
    bytes: () =>
      raw(
        'POST /graphql HTTP/1.1',
        ...host,
        json,
        'Transfer-Encoding: \x0bchunked',
        '',
        `0\r\n\r\n${smuggled}`,
      ),
    statuses: [400],
  },
  {
    what: 'a chunk size that no number holds',
    bytes: () =>
      raw(
        'POST /graphql HTTP/1.1',
        ...host,
        json,
        'Transfer-Encoding: chunked',
        '',
        'fffffffffffffffff\r\nx',
      ),
    statuses: [400],
  },
  {
    what: 'an invalid chunk size',
    bytes: () => raw('POST /graphql HTTP/1.1', ...host, json, 'Transfer-Encoding: chunked', '', 'zz\r\nx'),
    statuses: [400],
  },
  {
    what: 'a chunk that is longer than it says',
    bytes: () =>
      raw(
        'POST /graphql HTTP/1.1',
        ...host,
        json,
        'Transfer-Encoding: chunked',
        '',
        `2\r\n${good}\r\n0\r\n\r\n`,
      ),
    statuses: [400],
  },
  {
    what: '20 KB of chunk extensions',
    bytes: () =>
      raw(
        'POST /graphql HTTP/1.1',
        ...host,
        json,
        'Transfer-Encoding: chunked',
        '',
        `1;${'a'.repeat(20_000)}\r\n{\r\n0\r\n\r\n`,
      ),
    statuses: [413],
  },
  {
    what: 'a body in chunks of one byte',
    bytes: () =>
      raw(
        'POST /graphql HTTP/1.1',
        ...host,
        json,
        'Transfer-Encoding: chunked',
        '',
        `${[...good].map((byte) => `1\r\n${byte}\r\n`).join('')}0\r\n\r\n`,
      ),
    statuses: [200],
    says: /PUBLIC/,
  },
  {
    what: 'a second request after one that closes the connection',
    bytes: () => Buffer.concat([rawPost(good), Buffer.from(smuggled)]),
    statuses: [400],
    silentOn: /pavilion_/,
  },
  {
    what: 'lines that end in a bare line feed',
    bytes: () => `POST /graphql HTTP/1.1\nHost: x\nContent-Length: 4\n\n${smuggled}`,
    statuses: [400],
  },
  {
    what: 'another host in the address',
    bytes: () => post('POST http://evil.example/graphql HTTP/1.1', []),
    statuses: [200],
  },
];

const routes: HttpCase[] = [
  ...['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'].map((method) => ({
    what: `${method} of /graphql`,
    bytes: () => post(`${method} /graphql HTTP/1.1`, []),
    statuses: [405],
  })),
  {
    what: 'CONNECT to another host',
    bytes: () => raw('CONNECT evil.example:443 HTTP/1.1', 'Host: x', '', ''),
    statuses: [405],
  },
  { what: 'OPTIONS of everything', bytes: () => rawRequest('OPTIONS * HTTP/1.1', host), statuses: [204] },
  { what: 'a path with ..', bytes: () => rawGet('/../../etc/passwd'), statuses: [404] },
  {
    what: 'a path with .., encoded',
    bytes: () => rawGet('/graphql/%2e%2e/%2e%2e/etc/passwd'),
    statuses: [404],
  },
  { what: 'a path with NUL', bytes: () => rawGet('/graphql%00'), statuses: [404] },
  { what: 'a path with a broken escape', bytes: () => rawGet('/graphql%zz'), statuses: [404] },
  {
    what: 'a query with a broken escape',
    bytes: () => rawGet('/graphql?query=%zz', ['Accept: application/json']),
    statuses: [200],
    says: /GRAPHQL_PARSE_FAILED/,
  },
  { what: 'the metrics, without their token', bytes: () => rawGet('/metrics'), statuses: [404] },
  {
    what: 'a mutation by GET',
    bytes: () =>
      rawGet('/graphql?query=mutation%7BresetRehearsal(input:%7Bexhibition:%22x%22%7D)%7B__typename%7D%7D', [
        'Accept: application/json',
      ]),
    statuses: [405],
  },
  {
    what: 'a subscription by GET',
    bytes: () =>
      rawGet('/graphql?query=subscription%7Bannouncements(exhibition:%22x%22)%7Bid%7D%7D', [
        'Accept: application/json',
      ]),
    statuses: [405],
  },
  {
    what: 'variables by GET that are not JSON',
    bytes: () =>
      rawGet('/graphql?query=%7Bviewer%7Brole%7D%7D&variables=%7Bsecret', ['Accept: application/json']),
    statuses: [400],
    silentOn: /secret|JSON at|Unexpected token/,
  },
  {
    what: 'extensions by GET that are not JSON',
    bytes: () =>
      rawGet('/graphql?query=%7Bviewer%7Brole%7D%7D&extensions=%7Bsecret', ['Accept: application/json']),
    statuses: [400],
    silentOn: /secret|JSON at|Unexpected token/,
  },
  {
    what: 'variables of a stream that are not JSON',
    bytes: () =>
      rawGet('/graphql?query=%7Bviewer%7Brole%7D%7D&variables=%7Bsecret', ['Accept: text/event-stream']),
    statuses: [200],
    says: /BAD_REQUEST/,
    silentOn: /secret|JSON at/,
  },
  {
    what: 'an upgrade to an unsupported protocol',
    bytes: () =>
      rawRequest(
        'POST /graphql HTTP/1.1',
        [
          'Host: x',
          'Connection: Upgrade, HTTP2-Settings, close',
          'Upgrade: h2c',
          'HTTP2-Settings: AAMAAABkAAQAAP__',
          json,
        ],
        good,
      ),
    statuses: [200],
    says: /PUBLIC/,
  },
  {
    what: 'an event stream for a page of another origin',
    bytes: () => rawPost(good, [json, 'Accept: text/event-stream', 'Origin: https://evil.example']),
    statuses: [403],
  },
  {
    what: 'a preflight of another origin',
    bytes: () =>
      rawRequest('OPTIONS /graphql HTTP/1.1', [
        ...host,
        'Origin: https://evil.example',
        'Access-Control-Request-Method: POST',
      ]),
    statuses: [403],
    silentOn: /allow-origin: (\*|https:\/\/evil)/i,
  },
  {
    what: 'a request id that is markup',
    bytes: () => withHeaders('X-Request-Id: <script>alert(1)</script>'),
    statuses: [200],
    silentOn: /<script/,
  },
  {
    what: 'a request id of 4 KB',
    bytes: () => withHeaders(`X-Request-Id: ${'a'.repeat(4_096)}`),
    statuses: [200],
    silentOn: /a{100}/,
  },
];

const proxies: HttpCase[] = [
  ['letters', 'a'.repeat(15_000)],
  ['escaped quotes', `"${'\\"'.repeat(7_000)}`],
  ['elements', 'for=10.0.0.1,'.repeat(1_100)],
].flatMap(([what, value]) =>
  ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host'].map((name) => ({
    what: `${name} of 15 KB of ${what}`,
    bytes: () => withHeaders(`${name}: ${value}`),
    statuses: [200],
  })),
);

const types: HttpCase[] = [
  { what: 'no content type', bytes: () => rawPost(good, []), statuses: [400] },
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/jsonp',
    'text/json',
    'application/json, text/plain',
  ].map((type) => ({
    what: `a body of ${type}`,
    bytes: () => rawPost(good, [`Content-Type: ${type}`]),
    statuses: [415],
  })),
  ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'].map((type) => ({
    what: `a body of ${type} for an event stream`,
    bytes: () => rawPost(good, [`Content-Type: ${type}`, 'Accept: text/event-stream']),
    statuses: [200],
    says: /BAD_REQUEST/,
    silentOn: /PUBLIC/,
  })),
  ...['utf-16', 'utf-7', 'latin1', '"gb18030"'].map((charset) => ({
    what: `the charset ${charset}`,
    bytes: () => rawPost(good, [`Content-Type: application/json; charset=${charset}`]),
    statuses: [415],
  })),
  {
    what: 'a compressed body',
    bytes: () => rawPost(gzipSync(good), [json, 'Content-Encoding: gzip']),
    statuses: [415],
  },
  {
    what: 'a bomb: 100 MB of zeros in 100 KB',
    bytes: () => rawPost(gzipSync(Buffer.alloc(100_000_000)), [json, 'Content-Encoding: gzip']),
    statuses: [415],
  },
  {
    what: 'an unknown encoding',
    bytes: () => rawPost(good, [json, 'Content-Encoding: rot13']),
    statuses: [415],
  },
  {
    what: 'a response requested as XML',
    bytes: () => rawPost(good, [json, 'Accept: application/xml']),
    statuses: [406],
  },
  {
    what: 'a media type in capitals, which is valid',
    bytes: () => rawPost(good, [json, 'Accept: APPLICATION/JSON']),
    statuses: [200],
    says: /PUBLIC/,
  },
  {
    what: 'an Accept header of 12 KB',
    bytes: () => rawPost(good, [json, `Accept: ${'a/b;q=0.1,'.repeat(1_200)}`]),
    statuses: [406],
  },
];

const bodies: HttpCase[] = [
  { what: 'an empty body', bytes: () => rawPost(''), statuses: [400] },
  {
    what: 'truncated JSON',
    bytes: () => rawPost('{"secret": '),
    statuses: [400],
    silentOn: /secret|JSON at|Unexpected/,
  },
  { what: 'JSON with a comment', bytes: () => rawPost(`/* x */ ${good}`), statuses: [400] },
  { what: 'JSON behind a byte order mark', bytes: () => rawPost(`\ufeff${good}`), statuses: [400] },
  { what: 'JSON in UTF-16', bytes: () => rawPost(Buffer.from(good, 'utf16le')), statuses: [400] },
  {
    what: 'bytes that are not UTF-8',
    bytes: () =>
      rawPost(
        Buffer.concat([
          Buffer.from('{"query":"{ viewer { role } } #'),
          Buffer.from([0xff, 0xfe]),
          Buffer.from('"}'),
        ]),
      ),
    statuses: [400],
  },
  {
    what: 'an overlong encoding',
    bytes: () =>
      rawPost(
        Buffer.concat([
          Buffer.from('{"query":"{ viewer { role } } #'),
          Buffer.from([0xc0, 0xaf]),
          Buffer.from('"}'),
        ]),
      ),
    statuses: [400],
  },
  ...['null', 'true', '17', '"text"', '[]', `[${good},${good}]`].map((body) => ({
    what: `a body that is ${body.slice(0, 20)}`,
    bytes: () => rawPost(body),
    statuses: [400],
  })),
  ...['{}', '{"query":null}', '{"query":17}', '{"query":["{ a }"]}', '{"query":{"toString":1}}'].map(
    (body) => ({
      what: `no document: ${body}`,
      bytes: () => rawPost(body),
      statuses: [400],
    }),
  ),
  ...[
    '"variables":"x"',
    '"variables":[1]',
    '"variables":17',
    '"operationName":17',
    '"operationName":{}',
    '"extensions":"x"',
    '"extensions":[]',
  ].map((member) => ({
    what: `a member that is not what it should be: ${member}`,
    bytes: () => rawPost(`{"query":"{ viewer { role } }",${member}}`),
    statuses: [400],
  })),
  {
    what: 'a key twice: the last one counts',
    bytes: () => rawPost('{"query":"{ nonsense }","query":"{ viewer { role } }"}'),
    statuses: [200],
    says: /PUBLIC/,
  },
  {
    what: 'a prototype in the body',
    bytes: () =>
      rawPost(
        '{"query":"{ viewer { role } }","__proto__":{"query":"{ x }"},"constructor":{"prototype":{"admin":true}}}',
      ),
    statuses: [200],
    says: /PUBLIC/,
  },
  {
    what: 'a prototype in the variables',
    bytes: () =>
      rawPost(
        '{"query":"query($x: Int) { deals(first: $x) { totalCount } }","variables":{"__proto__":{"x":5},"x":1}}',
      ),
    statuses: [200],
    says: /totalCount/,
  },
  { what: 'a body of half a megabyte', bytes: () => rawPost(ofLength(512 * 1024)), statuses: [413] },
  {
    what: 'a body of exactly the limit',
    bytes: () => rawPost(ofLength(256 * 1024)),
    statuses: [200],
    says: /PUBLIC/,
  },
  {
    what: 'a body of one byte above the limit',
    bytes: () => rawPost(ofLength(256 * 1024 + 1)),
    statuses: [413],
  },
  {
    what: 'JSON 200,000 deep',
    bytes: () => rawPost(`{"query":"{ viewer { role } }","variables":{"x":${nested(200_000)}}}`),
    statuses: [413],
  },
  {
    what: 'JSON as deep as fits, in an unknown variable',
    bytes: () => rawPost(`{"query":"{ viewer { role } }","variables":{"x":${nested(130_000)}}}`),
    statuses: [400],
    says: /64 levels/,
  },
  {
    what: 'JSON as deep as fits, in a variable that is used',
    bytes: () =>
      rawPost(
        `{"query":"query($x: [DealStatus!]) { deals(filter: { status: $x }) { totalCount } }","variables":{"x":${nested(130_000)}}}`,
      ),
    statuses: [400],
    says: /64 levels/,
  },
  {
    what: 'JSON as deep as fits, for a whole input',
    bytes: () =>
      rawPost(
        `{"query":"mutation($x: CreateDealInput!) { createDeal(input: $x) { __typename } }","variables":{"x":${nested(130_000)}}}`,
      ),
    statuses: [400],
    says: /64 levels/,
  },
  {
    what: 'objects 40,000 deep',
    bytes: () =>
      rawPost(
        `{"query":"query($x: DealFilter) { deals(filter: $x) { totalCount } }","variables":{"x":${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}}}`,
      ),
    statuses: [400],
    says: /64 levels/,
  },
  {
    what: '20,000 variables',
    bytes: () =>
      rawPost(
        `{"query":"{ viewer { role } }","variables":{${Array.from({ length: 20_000 }, (_, n) => `"a${n}":${n % 10}`).join()}}}`,
      ),
    statuses: [200],
    says: /PUBLIC/,
  },
  {
    what: 'a number of 100,000 digits',
    bytes: () =>
      rawPost(
        `{"query":"query($x: Int) { deals(first: $x) { totalCount } }","variables":{"x":${'9'.repeat(100_000)}}}`,
      ),
    statuses: [200],
    says: /BAD_USER_INPUT/,
    silentOn: /9{200}/,
  },
];

export const httpCases: HttpCase[] = [...framing, ...smuggling, ...routes, ...proxies, ...types, ...bodies];

/** Each takes as long as the timeout of the server; they run concurrently with all other cases. */
export const slowCases: (HttpCase & { patienceMs: number })[] = [
  { what: 'a request line that never ends', bytes: () => 'POST /graph', statuses: [408], patienceMs: 40_000 },
  {
    what: 'headers that never end',
    bytes: () => `POST /graphql HTTP/1.1\r\nHost: x\r\n${json}\r\n`,
    statuses: [408],
    patienceMs: 40_000,
  },
  {
    what: 'a body that never arrives',
    bytes: () => `POST /graphql HTTP/1.1\r\nHost: x\r\n${json}\r\nContent-Length: 100\r\n\r\n{`,
    statuses: [408],
    patienceMs: 40_000,
  },
  {
    what: 'a chunk that never arrives',
    bytes: () => `POST /graphql HTTP/1.1\r\nHost: x\r\n${json}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{`,
    statuses: [408],
    patienceMs: 40_000,
  },
  {
    what: 'a body for an event stream that never arrives',
    bytes: () =>
      `POST /graphql HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n${json}\r\nContent-Length: 100\r\n\r\n{`,
    statuses: [408],
    patienceMs: 40_000,
  },
];
