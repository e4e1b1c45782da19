import { beforeEach, expect, it } from 'vitest';
import { SerializedPayload } from '../../../src/realtime/serialized-payload.ts';
import type { SocketWriter } from '../../../src/realtime/socket-writer.ts';
import { WebSocketSubscriber } from '../../../src/realtime/websocket-subscriber.ts';
import type { EndReason } from '../../../src/stream/source.ts';

let isWritable: boolean;
let waiting: (() => void)[];
let written: [SerializedPayload, string][];
let closed: string[];
let resumed: number;
let left: number;
let subscriber: WebSocketSubscriber;

beforeEach(() => {
  isWritable = true;
  waiting = [];
  written = [];
  closed = [];
  resumed = 0;
  left = 0;
  const writer = {
    get ready() {
      return isWritable;
    },
    whenReady: (callback: () => void) => void waiting.push(callback),
    write: (payload: SerializedPayload, id: string) => void written.push([payload, id]),
  };
  subscriber = new WebSocketSubscriber('a "b"', writer as unknown as SocketWriter, (reason) =>
    closed.push(reason),
  );
});

function attach(): void {
  const member = { position: 0, resume: () => void resumed++, leave() {} };
  subscriber.attach(member, () => void left++);
}

it('accepts nothing before graphql-ws iterates it, and then asks once for what it has missed', () => {
  attach();
  expect([subscriber.ready, resumed]).toEqual([false, 0]);
  void subscriber.next();
  void subscriber.next();
  expect([subscriber.ready, resumed]).toEqual([true, 1]);
});

it('accepts nothing while the socket cannot be written to, and asks again when it can', () => {
  attach();
  void subscriber.next();
  isWritable = false;
  expect([subscriber.ready, waiting.length]).toEqual([false, 1]);
  waiting[0]!();
  expect(resumed).toBe(2);
});

it('writes each payload with the id of its operation as JSON', () => {
  const payload = new SerializedPayload('{}');
  attach();
  subscriber.deliver(payload);
  expect(written).toEqual([[payload, '"a \\"b\\""']]);
});

it.each([
  ['SLOW_SUBSCRIBER', ['SLOW_SUBSCRIBER']],
  ['UNAVAILABLE', ['TRY_AGAIN_LATER']],
  ['CURSOR_EXPIRED', []],
  ['CURSOR_AHEAD', []],
] as [EndReason, string[]][])(
  'leaves when the stream ends it for %s, and closes the socket with %j',
  async (reason, codes) => {
    attach();
    const next = subscriber.next();
    subscriber.end(reason);
    expect([closed, left]).toEqual([codes, 1]);
    await expect(next).rejects.toMatchObject({ extensions: { code: reason } });
  },
);

it('leaves immediately where the stream has ended it before it was attached', () => {
  subscriber.end('UNAVAILABLE');
  expect(left).toBe(0);
  attach();
  expect(left).toBe(1);
});

it.each(['return', 'throw'] as const)('leaves when graphql-ws ends the iteration with %s()', async (how) => {
  attach();
  const next = subscriber.next();
  expect(await subscriber[how]()).toEqual({ done: true, value: undefined });
  expect(await next).toEqual({ done: true, value: undefined });
  expect([left, closed]).toEqual([1, []]);
});
