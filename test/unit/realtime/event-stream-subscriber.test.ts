import { beforeEach, expect, it } from 'vitest';
import { EventStreamSubscriber } from '../../../src/realtime/event-stream-subscriber.ts';
import { SerializedPayload } from '../../../src/realtime/serialized-payload.ts';
import { maxUnsentBytes } from '../../../src/realtime/socket-writer.ts';
import { FakeResponse } from './fake-response.ts';

let response: FakeResponse;
let subscriber: EventStreamSubscriber;
let resumed: number;

beforeEach(() => {
  response = new FakeResponse();
  subscriber = new EventStreamSubscriber(response.asResponse);
  resumed = 0;
});

const attach = () => subscriber.attach({ position: 0, leave() {}, resume: () => void resumed++ });

it('accepts nothing before it is attached, and then asks for what it has missed', () => {
  expect(subscriber.ready).toBe(false);
  attach();
  expect([subscriber.ready, resumed]).toEqual([true, 1]);
});

it('accepts nothing while too much is unsent, and asks again, once, when the reader has taken it', () => {
  attach();
  response.writableLength = maxUnsentBytes - 1;
  expect(subscriber.ready).toBe(true);
  response.writableLength = maxUnsentBytes;
  expect([subscriber.ready, subscriber.ready, subscriber.ready]).toEqual([false, false, false]);
  expect(response.listenerCount('drain')).toBe(1);
  response.writableLength = 0;
  response.emit('drain');
  expect([resumed, response.listenerCount('drain')]).toEqual([2, 0]);
  // The second stall is waited for like the first.
  response.writableLength = maxUnsentBytes;
  expect(subscriber.ready).toBe(false);
  response.emit('drain');
  expect(resumed).toBe(3);
});

it('writes each announcement with its cursor, in UTF-8', () => {
  attach();
  subscriber.deliver(new SerializedPayload('{"data":"서울"}', 'epoch.7'));
  expect(Buffer.from(response.written, 'latin1').toString('utf8')).toBe(
    'id: epoch.7\nevent: next\ndata: {"data":"서울"}\n\n',
  );
});

it.each(['SLOW_SUBSCRIBER', 'UNAVAILABLE'] as const)(
  'is cut off for %s: the client connects again',
  (reason) => {
    attach();
    subscriber.end(reason);
    expect([response.isClosed, response.written]).toEqual([true, '']);
  },
);

it('ends with the error of a cursor that cannot be resumed', () => {
  attach();
  subscriber.end('CURSOR_EXPIRED');
  const [next, complete] = response.written.split('\n\n');
  expect(JSON.parse(next!.replace('event: next\ndata: ', '')).errors[0].extensions.code).toBe(
    'CURSOR_EXPIRED',
  );
  expect([complete, response.isClosed]).toEqual(['event: complete\ndata:', true]);
});
