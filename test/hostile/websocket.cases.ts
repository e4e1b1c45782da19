/** WebSockets: early, twice, floods, oversize, in fragments, broken frames, never reading, thousands of subscriptions. */
import type { World } from './operation-case.ts';
import { closing, frame, opcodes, type RawSocketAnswer, type RawSocketOptions } from './raw-websocket.ts';

export interface WebSocketCase extends Omit<RawSocketOptions, 'frames' | 'greeted' | 'until'> {
  what: string;
  frames?: (world: World) => Iterable<Buffer>;
  /** Frames sent after connection_init is acknowledged. */
  greeted?: (world: World) => Iterable<Buffer>;
  /** The status of the handshake, where it is not accepted. */
  status?: number;
  closeCode?: number;
  /** The connection just ends. */
  ends?: true;
  /** What the socket says last, where it stays open: a type, or the code of an error. */
  says?: string;
}

const message = (value: unknown) => frame(JSON.stringify(value));
const init = message({ type: 'connection_init' });
const subscribe = (query: string, { id = '1', variables }: { id?: string; variables?: object } = {}) =>
  message({ id, type: 'subscribe', payload: { query, variables } });
const watch = 'subscription { announcements(exhibition: "fair", last: 1) { sequence } }';

/** What was said last: a message's type, or the code of its error. */
export function lastWord({ messages }: RawSocketAnswer): string {
  const last = messages.at(-1);
  if (!last) return 'nothing';
  const errors =
    last.type === 'error' ? last.payload : (last.payload as { errors?: unknown } | undefined)?.errors;
  return (errors as { extensions?: { code?: string } }[] | undefined)?.[0]?.extensions?.code ?? last.type;
}

const handshakes: WebSocketCase[] = [
  { what: 'at another path', path: '/admin', status: 404 },
  { what: 'at a path with ..', path: '/../graphql', status: 404 },
  { what: 'from a page of another origin', headers: { Origin: 'https://evil.example' }, status: 403 },
  { what: 'from a page with the origin null', headers: { Origin: 'null' }, status: 403 },
  {
    what: 'from a page whose origin begins with ours',
    headers: { Host: 'fair.example', Origin: 'https://fair.example.evil.example' },
    status: 403,
  },
  { what: 'without a key', headers: { 'Sec-WebSocket-Key': null }, status: 400 },
  { what: 'with an invalid key', headers: { 'Sec-WebSocket-Key': 'short' }, status: 400 },
  { what: 'of version 7', headers: { 'Sec-WebSocket-Version': '7' }, status: 426 },
  { what: 'by POST', method: 'POST', status: 405 },
  {
    what: 'with a truncated list of protocols',
    headers: { 'Sec-WebSocket-Protocol': 'graphql-transport-ws,' },
    status: 400,
  },
  { what: 'without a subprotocol', headers: { 'Sec-WebSocket-Protocol': null }, closeCode: 4406 },
  { what: 'of the previous protocol', headers: { 'Sec-WebSocket-Protocol': 'graphql-ws' }, closeCode: 4406 },
  {
    what: 'that asks for compression, and gets none',
    headers: { 'Sec-WebSocket-Extensions': 'permessage-deflate' },
    frames: () => [init, frame('{"type":"ping"}', { reserved: 4 })],
    closeCode: 1002,
  },
];

const frames: WebSocketCase[] = [
  { what: 'a frame without a mask', frames: () => [frame('{}', { masked: false })], closeCode: 1002 },
  { what: 'reserved bits', frames: () => [frame('{}', { reserved: 2 })], closeCode: 1002 },
  { what: 'an unknown opcode', frames: () => [frame('{}', { opcode: 5 })], closeCode: 1002 },
  {
    what: 'a ping of 126 bytes',
    frames: () => [frame('x'.repeat(126), { opcode: opcodes.ping })],
    closeCode: 1002,
  },
  {
    what: 'a ping in fragments',
    frames: () => [frame('x', { opcode: opcodes.ping, final: false })],
    closeCode: 1002,
  },
  {
    what: 'a continuation without a beginning',
    frames: () => [frame('x', { opcode: opcodes.continuation })],
    closeCode: 1002,
  },
  {
    what: 'a message inside of a message',
    frames: () => [frame('x', { final: false }), frame('x')],
    closeCode: 1002,
  },
  { what: 'text that is not UTF-8', frames: () => [frame(Buffer.from([0xff, 0xfe]))], closeCode: 1007 },
  {
    what: 'a close frame of one byte',
    frames: () => [frame('x', { opcode: opcodes.close })],
    closeCode: 1002,
  },
  { what: 'a close frame with a reserved code', frames: () => [closing(1005)], closeCode: 1002 },
  {
    what: 'a close frame whose reason is not UTF-8',
    frames: () => [frame(Buffer.from([0x03, 0xe8, 0xff]), { opcode: opcodes.close })],
    closeCode: 1007,
  },
  {
    what: 'a close frame with more frames after it',
    frames: () => [closing(1000), init, init],
    closeCode: 1000,
  },
  { what: '70,000 bytes', frames: () => [frame('x'.repeat(70_000))], closeCode: 1009 },
  {
    what: 'a declared frame of 2^40 bytes',
    frames: () => [frame('x', { declaredLength: 1n << 40n })],
    closeCode: 1009,
  },
  {
    what: 'a declared frame of 2^63 bytes',
    frames: () => [frame('x', { declaredLength: 1n << 63n })],
    closeCode: 1009,
  },
  {
    what: '70,000 bytes in fragments',
    frames: () => [
      frame('x'.repeat(40_000), { final: false }),
      frame('x'.repeat(40_000), { opcode: opcodes.continuation }),
    ],
    closeCode: 1009,
  },
  {
    what: 'a thousand fragments',
    frames: () => [
      frame('{', { final: false }),
      ...Array.from({ length: 1_000 }, () => frame(' ', { opcode: opcodes.continuation, final: false })),
    ],
    closeCode: 1008,
  },
  {
    what: 'a valid message in fragments',
    frames: () => [frame('{"type":', { final: false }), frame('"ping"}', { opcode: opcodes.continuation })],
    says: 'pong',
  },
  {
    what: 'JSON in a binary frame',
    frames: () => [frame('{"type":"ping"}', { opcode: opcodes.binary })],
    says: 'pong',
  },
];

const malformed: WebSocketCase[] = [
  '',
  ' ',
  'hello',
  '{',
  'null',
  '17',
  '[]',
  '"connection_init"',
  '{}',
  '{"type":null}',
  '{"type":17}',
  '{"type":["connection_init"]}',
  '{"type":"unknown"}',
  '{"type":"__proto__"}',
  '{"type":"CONNECTION_INIT"}',
  '{"type":"start","id":"1","payload":{}}',
  '{"type":"connection_init","payload":"x"}',
  '{"type":"connection_init","payload":[]}',
  '{"type":"ping","payload":17}',
  '{"type":"connection_ack"}',
  '{"type":"next","id":"1","payload":{}}',
  '{"type":"error","id":"1","payload":[{"message":"x"}]}',
  `{"type":"ping","payload":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
].map((text) => ({
  what: `the message ${text.slice(0, 50) || 'without a word'}`,
  frames: () => [frame(text)],
  closeCode: 4400,
}));

const malformedSubscriptions: WebSocketCase[] = [
  '{"type":"subscribe"}',
  '{"type":"subscribe","id":1,"payload":{"query":"{ viewer { role } }"}}',
  '{"type":"subscribe","id":"","payload":{"query":"{ viewer { role } }"}}',
  '{"type":"subscribe","id":"1"}',
  '{"type":"subscribe","id":"1","payload":[]}',
  '{"type":"subscribe","id":"1","payload":{}}',
  '{"type":"subscribe","id":"1","payload":{"query":17}}',
  '{"type":"subscribe","id":"1","payload":{"query":"{ a }","variables":[]}}',
  '{"type":"subscribe","id":"1","payload":{"query":"{ a }","operationName":17}}',
  '{"type":"subscribe","id":"1","payload":{"query":"{ a }","extensions":"x"}}',
  '{"type":"complete"}',
  '{"type":"complete","id":17}',
].map((text) => ({ what: `the message ${text}`, greeted: () => [frame(text)], closeCode: 4400 }));

const longId = 'i'.repeat(30_000);
const usedId = 'x'.repeat(128);

const order: WebSocketCase[] = [
  { what: 'a subscription before connection_init', frames: () => [subscribe(watch)], closeCode: 4401 },
  { what: 'connection_init twice', frames: () => [init, init], closeCode: 4429 },
  {
    what: 'connection_init twice, the second with a token',
    frames: ({ tokens }) => [
      init,
      message({ type: 'connection_init', payload: { authorization: `Bearer ${tokens.organizer}` } }),
    ],
    closeCode: 4429,
  },
  { what: 'an id that is in use', greeted: () => [subscribe(watch), subscribe(watch)], closeCode: 4409 },
  {
    what: 'an id of 30,000 characters',
    greeted: () => [subscribe(watch, { id: longId })],
    closeCode: 4400,
  },
  {
    what: 'an id of 128 characters that is in use',
    greeted: () => [subscribe(watch, { id: usedId }), subscribe(watch, { id: usedId })],
    closeCode: 4409,
  },
  {
    what: 'an id that is a prototype',
    greeted: () => [subscribe('{ viewer { role } }', { id: '__proto__' })],
    says: 'complete',
  },
  { what: 'a ping before connection_init', frames: () => [message({ type: 'ping' })], says: 'pong' },
  {
    what: 'an unsolicited pong',
    frames: () => [message({ type: 'pong' }), init],
    says: 'connection_ack',
  },
  {
    what: 'complete for an unknown id',
    greeted: () => [message({ type: 'complete', id: 'x' }), message({ type: 'ping' })],
    says: 'pong',
  },
  {
    what: 'a bad token',
    frames: () => [message({ type: 'connection_init', payload: { authorization: 'Bearer x' } })],
    closeCode: 4403,
  },
  {
    what: 'a token that is not a string',
    frames: () => [message({ type: 'connection_init', payload: { authorization: { toString: 'x' } } })],
    closeCode: 4403,
  },
  {
    what: 'an invalid language',
    frames: () => [message({ type: 'connection_init', payload: { language: '\u0000;q=9,,,' } })],
    says: 'connection_ack',
  },
];

const operations: WebSocketCase[] = [
  ['a truncated document', 'subscription { announcements(', 'GRAPHQL_PARSE_FAILED'],
  ['a field that is not there', 'subscription { secrets }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a list 10,000 deep', `{ deals(first: ${'['.repeat(10_000)}) { totalCount } }`, 'GRAPHQL_PARSE_FAILED'],
  [
    'an exhibition that is not there',
    'subscription { announcements(exhibition: "nowhere") { sequence } }',
    'NOT_FOUND',
  ],
  [
    'a rehearsal',
    'subscription { announcements(exhibition: "fair", mode: REHEARSAL) { sequence } }',
    'UNAUTHENTICATED',
  ],
  ['the desk', 'subscription { desk(exhibition: "fair") { __typename } }', 'UNAUTHENTICATED'],
  [
    'a cursor that is none',
    'subscription { announcements(exhibition: "fair", after: "x") { sequence } }',
    'CURSOR_INVALID',
  ],
  [
    'a million announcements',
    'subscription { announcements(exhibition: "fair", last: 1000000) { sequence } }',
    'QUERY_TOO_COMPLEX',
  ],
  [
    'fewer than none',
    'subscription { announcements(exhibition: "fair", last: -1) { sequence } }',
    'BAD_USER_INPUT',
  ],
  [
    'two places to begin',
    'subscription { announcements(exhibition: "fair", last: 1, after: "x") { sequence } }',
    'BAD_USER_INPUT',
  ],
  [
    'a variable of another type',
    'subscription($n: Int) { announcements(exhibition: "fair", last: $n) { sequence } }',
    'BAD_USER_INPUT',
  ],
].map(([what, query, code]) => ({
  what: `a subscription to ${what}`,
  greeted: () => [subscribe(query!, { variables: { n: 'x' } })],
  says: code!,
}));

const flood = (count: number, each: (n: number) => Buffer) =>
  Array.from({ length: count }, (_, n) => each(n));

const floods: WebSocketCase[] = [
  {
    what: '20,000 pings together',
    frames: () => flood(20_000, () => message({ type: 'ping' })),
    closeCode: 4420,
    patienceMs: 25_000,
  },
  {
    what: '20,000 pongs together',
    frames: () => flood(20_000, () => message({ type: 'pong' })),
    closeCode: 4420,
    patienceMs: 25_000,
  },
  {
    what: '20,000 times complete for an unknown id',
    greeted: () => [...flood(20_000, (n) => message({ type: 'complete', id: String(n) }))],
    closeCode: 4420,
    patienceMs: 25_000,
  },
  {
    what: '3,000 subscriptions on one socket',
    greeted: () => [...flood(3_000, (n) => subscribe(watch, { id: String(n) })), message({ type: 'ping' })],
    closeCode: 4420,
    patienceMs: 25_000,
  },
  {
    what: '2,000 subscriptions that end together',
    greeted: () => [
      ...flood(2_000, (n) =>
        Buffer.concat([subscribe(watch, { id: String(n) }), message({ type: 'complete', id: String(n) })]),
      ),
      message({ type: 'ping' }),
    ],
    closeCode: 4420,
    patienceMs: 25_000,
  },
  {
    what: 'pings of 60 KB whose answers are never read',
    frames: () => flood(600, () => message({ type: 'ping', payload: { x: 'x'.repeat(60_000) } })),
    neverReads: true,
    ends: true,
    patienceMs: 25_000,
  },
  {
    what: 'queries whose answers are never read',
    greeted: () => [
      ...flood(2_000, (n) =>
        subscribe('{ __schema { types { name description fields { name description } } } }', {
          id: String(n),
        }),
      ),
    ],
    neverReads: true,
    ends: true,
    patienceMs: 25_000,
  },
];

export const webSocketCases: WebSocketCase[] = [
  ...handshakes,
  ...frames,
  ...malformed,
  ...malformedSubscriptions,
  ...order,
  ...operations,
  ...floods,
];

export const slowWebSocketCases: WebSocketCase[] = [
  { what: 'no connection_init', closeCode: 4408, patienceMs: 30_000 },
  {
    what: 'a connection_init that never ends',
    frames: () => [frame('{"type":', { final: false })],
    closeCode: 4408,
    patienceMs: 30_000,
  },
  {
    what: '5,000 ping frames',
    frames: () => [...flood(5_000, () => frame('', { opcode: opcodes.ping })), init],
    ends: true,
    patienceMs: 90_000,
  },
];
