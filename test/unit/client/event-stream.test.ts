import { beforeEach, expect, it } from 'vitest';
import { overEventStream } from '../../../src/client/event-stream.ts';
import type { Result } from '../../../src/client/transport.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let scheduler: FakeScheduler;
let body: ReadableStreamDefaultController<Uint8Array>;
let results: Result[];
let opened: number;
beforeEach(() => {
  scheduler = new FakeScheduler();
  results = [];
  opened = 0;
});

const bytes = (text: string) => new TextEncoder().encode(text);
const send = async (text: string | Uint8Array) => {
  body.enqueue(typeof text === 'string' ? bytes(text) : text);
  await scheduler.settle();
};

function subscribe(respond: () => Response = openResponse, signal = new AbortController().signal) {
  const fetch = (async (_url: string, init: RequestInit) => {
    const response = respond();
    init.signal!.addEventListener('abort', () => body?.error(init.signal!.reason));
    return response;
  }) as typeof globalThis.fetch;
  const transport = overEventStream({ url: 'http://pavilion', fetch, scheduler });
  const outcome = transport
    .subscribe({ query: '' }, { opened: () => void opened++, next: (result) => results.push(result) }, signal)
    .then(
      () => 'ended',
      (error: { message: string; code: number | null }) => error,
    );
  return { transport, outcome };
}

function openResponse(): Response {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      body = controller;
    },
  });
  return new Response(stream, { status: 200 });
}

it('passes results on, however the bytes are cut, and ends with the server', async () => {
  const { outcome } = subscribe();
  await scheduler.settle();
  expect(opened).toBe(1);
  const text = bytes(
    'event: next\ndata: {"data":{"name":"盐城"}}\n\n:\n\nevent: next\ndata: {"data":2}\n\nevent: complete\ndata:\n\n',
  );
  for (const byte of text) await send(new Uint8Array([byte]));
  expect(await outcome).toBe('ended');
  expect(results).toEqual([{ data: { name: '盐城' } }, { data: 2 }]);
  expect(scheduler.pendingTimers).toBe(0);
});

it('is broken by 12.5 s of silence, not by less: any bytes count', async () => {
  const { outcome } = subscribe();
  await scheduler.settle();
  for (let minute = 0; minute < 10; minute++) {
    await scheduler.advance(12_499);
    await send(':\n\n');
  }
  await scheduler.advance(12_500);
  expect(await outcome).toMatchObject({
    name: 'ConnectionBroken',
    message: expect.stringContaining('no data'),
  });
  expect(scheduler.pendingTimers).toBe(0);
});

it('is broken if the stream ends without "complete"', async () => {
  const { outcome } = subscribe();
  await scheduler.settle();
  body.close();
  expect(await outcome).toMatchObject({
    name: 'ConnectionBroken',
    message: 'The event stream ended without event: complete.',
  });
});

it.each([429, 500, 503])('is broken by status %d, which it reports', async (status) => {
  const { outcome } = subscribe(() => new Response('{"errors":[{"message":"x"}]}', { status }));
  expect(await outcome).toMatchObject({ name: 'ConnectionBroken', code: status });
});

it('passes the errors of a rejected operation on as a result', async () => {
  const errors = [{ message: 'no', extensions: { code: 'UNAUTHENTICATED', retry: 'NEW_TOKEN' } }];
  const { outcome } = subscribe(() => new Response(JSON.stringify({ errors }), { status: 401 }));
  expect(await outcome).toBe('ended');
  expect(results).toEqual([{ errors }]);
});

it('ends without an error when it is stopped or the transport is closed', async () => {
  const stop = new AbortController();
  const first = subscribe(openResponse, stop.signal);
  await scheduler.settle();
  stop.abort();
  expect(await first.outcome).toBe('ended');
  const second = subscribe();
  await scheduler.settle();
  second.transport.close();
  expect(await second.outcome).toBe('ended');
  expect(scheduler.pendingTimers).toBe(0);
});

it('reads an event by its fields: data of several lines in their order, no event without data, none of another type', async () => {
  const { outcome } = subscribe();
  await scheduler.settle();
  await send(
    'id: 7\nevent: next\ndata: {"data":\n: a comment\nretry: 9\ndata: 1}\n\nevent: next\ndata:\n\nevent: other\ndata: {"data":2}\n\n',
  );
  await send('event: complete\n\n');
  expect(await outcome).toBe('ended');
  expect(results).toEqual([{ data: 1 }]);
});

it('passes nothing on after it was stopped, of what has come with the same bytes', async () => {
  const stop = new AbortController();
  const { outcome } = subscribe(openResponse, stop.signal);
  await scheduler.settle();
  results.push = (...given) => {
    stop.abort();
    return Array.prototype.push.apply(results, given);
  };
  await send('event: next\ndata: {"data":1}\n\nevent: next\ndata: {"data":2}\n\n');
  expect(await outcome).toBe('ended');
  expect(results.length).toBe(1);
});

it('gives the response back once the server has completed it', async () => {
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes('event: complete\n\n')),
    cancel() {
      cancelled = true;
    },
  });
  expect(await subscribe(() => new Response(stream)).outcome).toBe('ended');
  expect(cancelled).toBe(true);
});

it('is broken by a failure of the network, which it names', async () => {
  const { outcome } = subscribe(() => {
    throw new TypeError('fetch failed');
  });
  expect(await outcome).toMatchObject({ name: 'ConnectionBroken', message: 'TypeError: fetch failed' });
});

it('reports what an observer throws, and stays open', async () => {
  const transport = overEventStream({
    url: 'http://pavilion',
    fetch: (async () => openResponse()) as typeof globalThis.fetch,
    scheduler,
  });
  const fail = (message: string) => () => {
    throw new Error(message);
  };
  const outcome = transport
    .subscribe({ query: '' }, { opened: fail('opened'), next: fail('next') }, new AbortController().signal)
    .then(() => 'ended', String);
  await expect(scheduler.advance(0)).rejects.toThrow('opened');
  await send('event: next\ndata: {}\n\n');
  await expect(scheduler.advance(0)).rejects.toThrow('next');
  await send('event: complete\ndata:\n\n');
  expect(await outcome).toBe('ended');
});
