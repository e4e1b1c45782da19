/** Subscriptions over a WebSocket that the test plays, with a clock that the test advances. */
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ConnectionBroken, Result, Transport } from '../../../src/client/transport.ts';
import { overWebSocket, type WebSocketOptions } from '../../../src/client/web-socket.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let scheduler: FakeScheduler;
let sockets: FakeSocket[];
beforeEach(() => {
  scheduler = new FakeScheduler();
  sockets = [];
});

class FakeSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readyState = FakeSocket.CONNECTING;
  readonly address: string;
  readonly protocol: string;
  readonly sent: { type: string; id?: string; payload?: Record<string, unknown> }[] = [];
  readonly listeners: string[] = [];
  onopen!: () => void;
  onmessage!: (event: { data: string }) => void;
  onerror!: (error: unknown) => void;
  onclose!: (event: { code?: number; reason?: string }) => void;

  constructor(address: string, protocol: string) {
    super();
    this.address = address;
    this.protocol = protocol;
    sockets.push(this);
  }

  override addEventListener(type: string, listener: () => void): void {
    this.listeners.push(type);
    super.addEventListener(type, listener);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(code: number, reason: string): void {
    this.readyState = FakeSocket.CLOSED;
    this.onclose?.({ code, reason });
  }

  async open(): Promise<void> {
    this.readyState = FakeSocket.OPEN;
    this.onopen();
    await scheduler.settle();
  }

  async receive(message: object): Promise<void> {
    this.onmessage({ data: JSON.stringify(message) });
    await scheduler.settle();
  }

  /** graphql-ws sends its next ping. Its timer is a real one. */
  async ping(): Promise<void> {
    vi.advanceTimersByTime(5_000);
    await scheduler.settle();
    expect(this.sent.at(-1)).toEqual({ type: 'ping' });
  }

  /** Opens and acknowledges the connection. */
  async accept(): Promise<void> {
    await this.open();
    await this.receive({ type: 'connection_ack' });
  }

  /** The id of the operation that was sent last. */
  get operation(): string {
    return this.sent.findLast(({ type }) => type === 'subscribe')!.id!;
  }
}

function open(options: Partial<WebSocketOptions> = {}): Transport {
  const transport = overWebSocket({ url: 'ws://pavilion', webSocketImpl: FakeSocket, scheduler, ...options });
  onTestFinished(() => transport.close());
  return transport;
}

interface Attempt {
  results: Result[];
  opened: () => number;
  stop: () => void;
  outcome: () => 'pending' | 'ended' | ConnectionBroken;
}

async function subscribe(transport: Transport, stopping = new AbortController()): Promise<Attempt> {
  const results: Result[] = [];
  let opened = 0;
  let outcome: 'pending' | 'ended' | ConnectionBroken = 'pending';
  transport
    .subscribe(
      { query: 'subscription' },
      { opened: () => void opened++, next: (result) => void results.push(result) },
      stopping.signal,
    )
    .then(
      () => (outcome = 'ended'),
      (error) => (outcome = error),
    );
  await scheduler.settle();
  return { results, opened: () => opened, stop: () => stopping.abort(), outcome: () => outcome };
}

describe('a connection', () => {
  it.each<[string, Partial<WebSocketOptions>, object]>([
    ['nothing for a public caller', {}, {}],
    ['nothing for a token source without a token', { token: () => null }, {}],
    ['the token', { token: async () => 'secret' }, { authorization: 'Bearer secret' }],
    ['the language', { language: 'ko' }, { language: 'ko' }],
  ])('sends %s in connection_init, and then the operation', async (_, options, payload) => {
    await subscribe(open(options));
    expect(sockets[0]).toMatchObject({ address: 'ws://pavilion', protocol: 'graphql-transport-ws' });
    await sockets[0]!.accept();
    expect(sockets[0]!.sent).toMatchObject([
      { type: 'connection_init', payload },
      { type: 'subscribe', payload: { query: 'subscription' } },
    ]);
    expect(sockets[0]!.sent[0]!.payload).toEqual(payload);
  });

  it('uses the WebSocket of the platform by default', async () => {
    const { WebSocket: original } = globalThis;
    onTestFinished(() => void Object.assign(globalThis, { WebSocket: original }));
    Object.assign(globalThis, { WebSocket: FakeSocket });
    await subscribe(overWebSocket({ url: 'ws://pavilion', scheduler }));
    expect(sockets).toHaveLength(1);
  });

  it('listens to the errors of its socket, which would be uncaught without a listener', async () => {
    await subscribe(open());
    expect(sockets[0]!.listeners).toEqual(['error']);
  });

  it('asks for the token again each time', async () => {
    const tokens = ['old', 'new'];
    const transport = open({ token: () => tokens.shift()! });
    for (const token of ['old', 'new']) {
      await subscribe(transport);
      const socket = sockets.at(-1)!;
      await socket.accept();
      expect(socket.sent[0]!.payload).toEqual({ authorization: `Bearer ${token}` });
      socket.close(1001, 'Going away');
      await scheduler.settle();
    }
  });

  it('is shared by subscriptions: one that begins later is open immediately', async () => {
    const transport = open();
    const first = await subscribe(transport);
    expect(first.opened()).toBe(0);
    await sockets[0]!.accept();
    expect(first.opened()).toBe(1);
    const second = await subscribe(transport);
    expect([sockets.length, first.opened(), second.opened()]).toEqual([1, 1, 1]);
  });

  it('opens those that wait for it, and none that has ended', async () => {
    const transport = open();
    const ended = await subscribe(transport);
    ended.stop();
    await scheduler.settle();
    await sockets[0]!.accept();
    expect(ended.opened()).toBe(0);
  });

  it.each([
    ['was closed', (socket: FakeSocket) => socket.close(1001, 'Going away')],
    ['failed', (socket: FakeSocket) => socket.onerror(new Error('reset'))],
  ])('that %s is not treated as open by the next subscription', async (_, end) => {
    const transport = open();
    const first = await subscribe(transport);
    await sockets[0]!.accept();
    end(sockets[0]!);
    await scheduler.settle();
    expect(first.outcome()).toMatchObject({ name: 'ConnectionBroken' });
    const second = await subscribe(transport);
    expect([sockets.length, second.opened()]).toEqual([2, 0]);
    await sockets[1]!.accept();
    expect([first.opened(), second.opened()]).toEqual([1, 1]);
  });

  it.each([
    ['the reason of the close frame', { code: 4403, reason: 'Forbidden' }, 'Forbidden', 4403, 'NEW_TOKEN'],
    ['the code alone', { code: 1006, reason: '' }, 'The connection broke.', 1006, 'SAME_REQUEST'],
    ['nothing', {}, 'The connection broke.', null, 'SAME_REQUEST'],
  ])(
    'that is closed with %s is broken, and is not opened again by itself',
    async (_, event, message, code, retry) => {
      const attempt = await subscribe(open());
      await sockets[0]!.accept();
      sockets[0]!.readyState = FakeSocket.CLOSED;
      sockets[0]!.onclose(event);
      await scheduler.settle();
      expect(attempt.outcome()).toMatchObject({
        name: 'ConnectionBroken',
        message,
        code,
        retry,
        cause: event,
      });
      expect(attempt.results).toEqual([]);
      expect(sockets).toHaveLength(1);
      expect(scheduler.pendingTimers).toBe(0);
    },
  );

  it('that fails is broken by the error of the socket', async () => {
    const attempt = await subscribe(open());
    sockets[0]!.onerror(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    await scheduler.settle();
    expect(attempt.outcome()).toMatchObject({ message: 'refused', code: null });
  });
});

describe('silence', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
  });
  const terminated = { message: 'Terminated', code: 4499, retry: 'SAME_REQUEST' };

  it.each([
    [undefined, 5_000],
    [300, 300],
  ])('ends a connection that is not opened within a heartbeat of %s ms', async (heartbeatMs, waitMs) => {
    const attempt = await subscribe(open({ ...(heartbeatMs && { heartbeatMs }) }));
    await scheduler.advance(waitMs - 1);
    expect(attempt.outcome()).toBe('pending');
    await scheduler.advance(1);
    expect(attempt.outcome()).toMatchObject(terminated);
    expect(scheduler.pendingTimers).toBe(0);
  });

  it('ends an open connection that does not answer a ping within a heartbeat', async () => {
    const attempt = await subscribe(open());
    await sockets[0]!.accept();
    for (let count = 0; count < 5; count++) {
      await scheduler.advance(60_000);
      await sockets[0]!.ping();
      // Its own, beside the look for a socket that is closing.
      expect(scheduler.pendingTimers).toBe(2);
      await scheduler.advance(4_999);
      await sockets[0]!.receive({ type: 'pong' });
      expect(scheduler.pendingTimers).toBe(1);
    }
    await sockets[0]!.ping();
    await scheduler.advance(4_999);
    expect(attempt.outcome()).toBe('pending');
    await scheduler.advance(1);
    expect(attempt.outcome()).toMatchObject(terminated);
  });

  it('is not ended by another message, which only gives the pong more time', async () => {
    const attempt = await subscribe(open());
    await sockets[0]!.accept();
    await sockets[0]!.ping();
    await scheduler.advance(4_999);
    await sockets[0]!.receive({ type: 'ping' });
    await scheduler.advance(4_999);
    expect(attempt.outcome()).toBe('pending');
    await scheduler.advance(1);
    expect(attempt.outcome()).toMatchObject(terminated);
  });

  it('proves nothing before a ping is sent: a browser delays the timers of a hidden page', async () => {
    const attempt = await subscribe(open());
    await sockets[0]!.accept();
    await scheduler.advance(3_600_000);
    expect(attempt.outcome()).toBe('pending');
    expect(scheduler.pendingTimers).toBe(1);
  });

  it('is not broken by a ping of the server', async () => {
    const attempt = await subscribe(open());
    await sockets[0]!.accept();
    await sockets[0]!.receive({ type: 'ping' });
    await scheduler.advance(60_000);
    expect(attempt.outcome()).toBe('pending');
  });
});

it('is closed three seconds after its last subscription has ended, also when an earlier connection broke', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const transport = open();
  // One that broke before it opened, one that broke later, and one that was rejected.
  await subscribe(transport);
  sockets[0]!.onerror(new Error('refused'));
  await scheduler.settle();
  await subscribe(transport);
  await sockets[1]!.accept();
  sockets[1]!.close(1001, 'Going away');
  await scheduler.settle();
  await subscribe(transport);
  await sockets[2]!.accept();
  await sockets[2]!.receive({ type: 'error', id: sockets[2]!.operation, payload: [{ message: 'no' }] });
  const last = await subscribe(transport);
  last.stop();
  await scheduler.settle();
  vi.advanceTimersByTime(2_999);
  expect(sockets[2]!.readyState).toBe(FakeSocket.OPEN);
  vi.advanceTimersByTime(1);
  expect(sockets[2]!.readyState).toBe(FakeSocket.CLOSED);
});

describe('a socket that is closing', () => {
  it('opens no subscription', async () => {
    const transport = open();
    const first = await subscribe(transport);
    await sockets[0]!.accept();
    expect(first.opened()).toBe(1);
    sockets[0]!.readyState = FakeSocket.CLOSING;
    const second = await subscribe(transport);
    expect(second.opened()).toBe(0);
  });

  it('ends its subscriptions within two seconds if its peer does not end it', async () => {
    const attempt = await subscribe(open());
    await sockets[0]!.accept();
    await scheduler.advance(10_500);
    sockets[0]!.readyState = FakeSocket.CLOSING;
    await scheduler.advance(500);
    expect(attempt.outcome()).toBe('pending');
    await scheduler.advance(1_000);
    expect(attempt.outcome()).toMatchObject({ message: 'Terminated', retry: 'SAME_REQUEST' });
    expect(scheduler.pendingTimers).toBe(0);
  });

  it('gives the reason of its peer if that ends it', async () => {
    const attempt = await subscribe(open());
    await sockets[0]!.accept();
    sockets[0]!.readyState = FakeSocket.CLOSING;
    await scheduler.advance(1_500);
    sockets[0]!.onclose({ code: 1012, reason: 'Service restart' });
    await scheduler.settle();
    expect(attempt.outcome()).toMatchObject({ code: 1012 });
  });
});

it('breaks, and does not wait without a limit, if a WebSocket cannot be created', async () => {
  const webSocketImpl = Object.assign(
    function Refusing() {
      throw new DOMException('An insecure WebSocket may not be made here.', 'SecurityError');
    },
    { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 },
  );
  const attempt = await subscribe(open({ webSocketImpl }));
  await scheduler.advance(0);
  expect(attempt.outcome()).toMatchObject({ name: 'ConnectionBroken', message: /insecure/ });
});

it('reports what an observer throws, and keeps the socket for the others', async () => {
  const transport = open();
  const fail = (message: string) => () => {
    throw new Error(message);
  };
  const ended: unknown[] = [];
  transport
    .subscribe({ query: '' }, { opened: fail('opened'), next: fail('next') }, new AbortController().signal)
    .then(
      () => ended.push('ended'),
      (error) => ended.push(error),
    );
  await scheduler.settle();
  await sockets[0]!.accept();
  await expect(scheduler.advance(0)).rejects.toThrow('opened');
  await sockets[0]!.receive({ type: 'next', id: sockets[0]!.operation, payload: { data: {} } });
  await expect(scheduler.advance(0)).rejects.toThrow('next');
  expect(ended).toEqual([]);
  expect(sockets[0]!.readyState).toBe(FakeSocket.OPEN);
});

describe('a subscription', () => {
  it('gets its results until the server completes it', async () => {
    const transport = open();
    const first = await subscribe(transport);
    await sockets[0]!.accept();
    const { operation: id } = sockets[0]!;
    const second = await subscribe(transport);
    await sockets[0]!.receive({ type: 'next', id, payload: { data: { n: 1 } } });
    await sockets[0]!.receive({ type: 'complete', id });
    expect([first.outcome(), first.results]).toEqual(['ended', [{ data: { n: 1 } }]]);
    expect([second.outcome(), second.results]).toEqual(['pending', []]);
  });

  it('that the server rejects ends with its errors as a result', async () => {
    const attempt = await subscribe(open());
    await sockets[0]!.accept();
    const errors = [{ message: 'no', extensions: { code: 'FORBIDDEN' } }];
    await sockets[0]!.receive({ type: 'error', id: sockets[0]!.operation, payload: errors });
    expect([attempt.outcome(), attempt.results]).toEqual(['ended', [{ errors }]]);
  });

  it('that was stopped before it began opens no connection', async () => {
    const stopping = new AbortController();
    stopping.abort();
    const attempt = await subscribe(open(), stopping);
    expect([attempt.outcome(), sockets]).toEqual(['ended', []]);
  });

  it('that is stopped ends immediately, completes the operation at the server, and gets nothing more', async () => {
    const attempt = await subscribe(open());
    await sockets[0]!.accept();
    const { operation: id } = sockets[0]!;
    attempt.stop();
    await sockets[0]!.receive({ type: 'next', id, payload: { data: {} } });
    expect([attempt.outcome(), attempt.results]).toEqual(['ended', []]);
    expect(sockets[0]!.sent.at(-1)).toMatchObject({ type: 'complete', id });
  });

  it('that is stopped gets no errors that were on their way', async () => {
    const attempt = await subscribe(open());
    await sockets[0]!.accept();
    const { operation: id } = sockets[0]!;
    attempt.stop();
    await sockets[0]!.receive({ type: 'error', id, payload: [{ message: 'late' }] });
    expect([attempt.outcome(), attempt.results]).toEqual(['ended', []]);
  });

  it('leaves no listener on a signal that lives longer', async () => {
    const stopping = new AbortController();
    const { signal } = stopping;
    let listeners = 0;
    const { addEventListener: add, removeEventListener: remove } = signal;
    signal.addEventListener = (...parameters: unknown[]) => {
      listeners++;
      add.apply(signal, parameters as never);
    };
    signal.removeEventListener = (...parameters: unknown[]) => {
      listeners--;
      remove.apply(signal, parameters as never);
    };
    await subscribe(open(), stopping);
    await sockets[0]!.accept();
    expect(listeners).toBe(1);
    await sockets[0]!.receive({ type: 'complete', id: sockets[0]!.operation });
    expect(listeners).toBe(0);
  });
});

describe('close', () => {
  it('closes the connection and leaves no timer', async () => {
    const transport = open();
    const attempt = await subscribe(transport);
    await sockets[0]!.accept();
    transport.close();
    await scheduler.settle();
    expect(sockets[0]!.readyState).toBe(FakeSocket.CLOSED);
    expect(attempt.outcome()).toBe('ended');
    expect(scheduler.pendingTimers).toBe(0);
  });

  it('leaves no timer where the connection is still being opened', async () => {
    const transport = open();
    await subscribe(transport);
    transport.close();
    expect(scheduler.pendingTimers).toBe(0);
  });
});
