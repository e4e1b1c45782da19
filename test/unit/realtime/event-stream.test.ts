import type { IncomingMessage } from 'node:http';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { publicIdentity } from '../../../src/auth/identity.ts';
import { CodedError } from '../../../src/errors/coded-error.ts';
import { Outcome, outcomeOf } from '../../../src/execution/outcome.ts';
import type { OperationRequest } from '../../../src/execution/request.ts';
import { wantsEventStream } from '../../../src/http/accept.ts';
import { Connections } from '../../../src/realtime/connections.ts';
import { type EventStreamParts, serveEventStream } from '../../../src/realtime/event-stream.ts';
import type { Subscription } from '../../../src/realtime/subscribe.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';
import { FakeResponse } from './fake-response.ts';

const minuteMs = 60_000;

let scheduler: FakeScheduler;
let connections: Connections;
let response: FakeResponse;
/** Counters of what a stream causes to exist. */
let places: number;
let members: number;
let isFull: boolean;
/** What the pipeline answers, if it is not a subscription. */
let answer: Outcome | null;
let subscribe: () => Promise<Subscription>;
let identity = publicIdentity;

beforeEach(() => {
  scheduler = new FakeScheduler();
  connections = new Connections(scheduler);
  response = new FakeResponse();
  places = 0;
  members = 0;
  isFull = false;
  answer = null;
  identity = publicIdentity;
  subscribe = async () => shared();
});

function shared(): Subscription {
  members++;
  return {
    kind: 'shared',
    member: { position: 0, resume() {}, leave() {} },
    end: () => void members--,
  };
}

async function serve(): Promise<void> {
  const parts = {
    pipeline: {
      async run({ transport }: OperationRequest): Promise<Outcome> {
        if (answer) return answer;
        try {
          await transport.subscribe?.({ contextValue: { identity } } as never);
          return new Outcome({});
        } catch (error) {
          const coded = error as CodedError;
          return outcomeOf({ errors: [coded] }, transport.mediaType, { errors: [coded], rejection: coded });
        }
      },
    },
    subscribe: () => subscribe(),
    connections,
    limits: {
      openSocket: () => {
        if (isFull) return false;
        places++;
        return true;
      },
      closeSocket: () => void places--,
    },
    revocations: { whenRevoked: () => () => {} },
    scheduler,
    logger: { error: vi.fn() },
  } as unknown as EventStreamParts;
  const caller = { address: '203.0.113.7', authorization: null, languages: null };
  const request = { method: 'POST', headers: {} } as IncomingMessage;
  await serveEventStream(parts, { caller, decode: () => ({}) }, request, response.asResponse);
}

const left = () => ({ places, members, timers: scheduler.pendingTimers, connections: connections.size });
const nothing = { places: 0, members: 0, timers: 0, connections: 0 };
const comments = () => response.written.split(':\n\n').length - 1;

describe('an event stream', () => {
  it('sends a comment every five seconds for as long as it is open', async () => {
    await serve();
    await scheduler.advance(4_999);
    expect(comments()).toBe(0);
    await scheduler.advance(1);
    expect(comments()).toBe(1);
    await scheduler.advance(30 * minuteMs);
    expect(comments()).toBe(1 + 30 * 12);
    expect(response.isClosed).toBe(false);
  });

  it('begins with headers that no proxy may buffer, and a time to wait before connecting again', async () => {
    await serve();
    expect([response.status, response.headers]).toEqual([
      200,
      {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
        'x-accel-buffering': 'no',
      },
    ]);
  });

  it.each([
    [0, 1_000],
    [0.5, 1_500],
    [0.999_9, 2_000],
  ])(
    'spreads the times at which clients connect again: at chance %d after %d ms',
    async (chance, retryMs) => {
      scheduler.chance = chance;
      await serve();
      expect(response.written).toBe(`retry: ${retryMs}\n\n`);
    },
  );

  it('leaves nothing behind when the client closes it', async () => {
    await serve();
    expect(left()).toMatchObject({ places: 1, members: 1, connections: 1 });
    response.destroy();
    expect(left()).toEqual(nothing);
  });

  it('leaves nothing behind when the client closes it while it is being started', async () => {
    const started = Promise.withResolvers<void>();
    subscribe = async () => {
      await started.promise;
      return shared();
    };
    const serving = serve();
    await scheduler.settle();
    response.destroy();
    expect(left()).toEqual(nothing);
    started.resolve();
    await serving;
    expect(left()).toEqual(nothing);
    expect([response.headersSent, response.written]).toEqual([false, '']);
  });

  it('leaves nothing behind when it is rejected', async () => {
    subscribe = async () => {
      throw new CodedError('UNAVAILABLE', 'Try again.');
    };
    await serve();
    expect(response.status).toBe(503);
    expect(left()).toEqual(nothing);
  });

  it('of one caller alone ends with "complete" when its results end, and leaves nothing behind', async () => {
    members++;
    const results = (async function* () {
      yield { data: { desk: 1 } };
      yield { data: { desk: 2 } };
    })();
    subscribe = async () => ({ kind: 'own', results, end: () => void members-- }) as unknown as Subscription;
    await serve();
    await scheduler.settle();
    expect(response.written.split('\n\n').slice(1)).toEqual([
      'event: next\ndata: {"data":{"desk":1}}',
      'event: next\ndata: {"data":{"desk":2}}',
      'event: complete\ndata:',
      '',
    ]);
    expect(left()).toEqual(nothing);
  });

  it('asks for the next result of one caller alone when the reader has taken the last one', async () => {
    let asked = 0;
    const results = (async function* () {
      for (;;) yield { data: { desk: ++asked } };
    })();
    response.takesMore = false;
    subscribe = async () => ({ kind: 'own', results, end: () => {} }) as unknown as Subscription;
    await serve();
    await scheduler.settle();
    expect(asked).toBe(1);
    response.emit('drain');
    await scheduler.settle();
    expect(asked).toBe(2);
  });

  it('ends when the token of its caller expires', async () => {
    identity = { ...publicIdentity, tokenId: 'token', expiresAt: new Date(scheduler.now() + 40 * minuteMs) };
    await serve();
    await scheduler.advance(40 * minuteMs - 1);
    expect(response.isClosed).toBe(false);
    await scheduler.advance(1);
    expect(response.isClosed).toBe(true);
    expect(left()).toEqual(nothing);
  });

  it('is rejected with RATE_LIMITED where the address has too many of them', async () => {
    isFull = true;
    await serve();
    expect([response.status, response.headers['retry-after']]).toEqual([429, '10']);
    expect(JSON.parse(response.written).errors[0].extensions.code).toBe('RATE_LIMITED');
    expect(left()).toEqual(nothing);
  });

  it('carries the result of a query as its only event', async () => {
    answer = new Outcome({ result: { data: { version: '1' } } });
    await serve();
    expect(response.written).toBe(
      'retry: 1500\n\nevent: next\ndata: {"data":{"version":"1"}}\n\nevent: complete\ndata:\n\n',
    );
    expect(left()).toEqual(nothing);
  });
});

describe('a request for an event stream', () => {
  it.each([
    ['text/event-stream', true],
    ['application/json, text/event-stream;q=0.1', true],
    ['TEXT/EVENT-STREAM', true],
    ['text/event-stream;q=0', false],
    ['*/*', false],
    ['text/event-stream-2', false],
    [undefined, false],
  ])('that accepts %s wants one: %s', (accept, expected) => {
    expect(wantsEventStream({ headers: { accept } } as IncomingMessage)).toBe(expected);
  });
});
