/**
 * Subscriptions over one WebSocket with the graphql-ws client.
 *
 * The retries of graphql-ws are disabled, because each attempt needs the current cursor (keep-subscribed.ts). A silent
 * connection is ended, because a broken network often closes no connection.
 */
import { type Client, createClient } from 'graphql-ws';
import { guardObserver } from './report.ts';
import { type ClientScheduler, systemScheduler } from './scheduler.ts';
import {
  type Caller,
  ConnectionBroken,
  type Observer,
  type Operation,
  type Result,
  type Transport,
} from './transport.ts';

export interface WebSocketOptions extends Caller {
  /** ws: or wss: */
  url: string;
  /** For platforms without a WebSocket, such as old versions of Node. */
  webSocketImpl?: unknown;
  /** Time between pings, in milliseconds. A connection without messages for twice as long is ended. Default 5,000. */
  heartbeatMs?: number;
  scheduler?: ClientScheduler;
}

const lazyCloseTimeoutMs = 3_000;
const readyStateOpen = 1;
/** How often is looked whether the socket is closing: WebSockets have no event for that. */
const checkClosingMs = 1_000;

export function overWebSocket(options: WebSocketOptions): Transport {
  const { url, token, language, webSocketImpl, heartbeatMs = 5_000, scheduler = systemScheduler } = options;
  let silence: { cancel(): void } | null = null;
  let state: 'closed' | 'connecting' | 'connected' = 'closed';
  let socket: { readonly readyState: number } | null = null;
  let closingCheck: { cancel(): void } | null = null;
  const answered = () => {
    silence?.cancel();
    silence = null;
  };
  const disconnected = () => {
    answered();
    closingCheck?.cancel();
    state = 'closed';
    socket = null;
  };
  const isOpen = () => state === 'connected' && socket?.readyState === readyStateOpen;
  /**
   * A socket that is closing delivers nothing more, and waits for a peer that may be gone. The time between two checks
   * is enough for one that is there.
   */
  const checkClosing = (wasClosing = false) => {
    closingCheck = scheduler.setTimeout(() => {
      const isClosing = !isOpen();
      if (isClosing && wasClosing) client.terminate();
      else checkClosing(isClosing);
    }, checkClosingMs);
  };
  /**
   * Silence counts from what must be answered, a ping for example. A browser fires the timers of a hidden page once a
   * minute, also those of pings: the time since the last message proves nothing.
   */
  const expectAnswer = () => {
    silence?.cancel();
    silence = scheduler.setTimeout(() => client.terminate(), heartbeatMs);
  };
  const client: Client = createClient({
    url,
    webSocketImpl: tolerant(webSocketImpl ?? globalThis.WebSocket, scheduler),
    retryAttempts: 0,
    lazyCloseTimeout: lazyCloseTimeoutMs,
    keepAlive: heartbeatMs,
    async connectionParams() {
      const current = (await token?.()) ?? null;
      return {
        ...(current !== null && { authorization: `Bearer ${current}` }),
        ...(language && { language }),
      };
    },
    on: {
      connecting: () => {
        state = 'connecting';
        expectAnswer();
      },
      connected: (opened) => {
        state = 'connected';
        socket = opened as WebSocket;
        answered();
        checkClosing();
      },
      ping: (isReceived) => {
        if (!isReceived) expectAnswer();
      },
      // Another message is no answer, and no next ping is sent before the pong; but it shows that the pong may be behind it.
      message: () => {
        if (silence) expectAnswer();
      },
      pong: (isReceived) => {
        if (isReceived) answered();
      },
      closed: disconnected,
      error: disconnected,
    },
  });
  return {
    subscribe(operation, observer, signal) {
      // The protocol does not confirm a subscription, only the connection.
      const guarded = guardObserver(scheduler, observer);
      if (isOpen() && !signal.aborted) guarded.opened();
      return subscribeOnce(client, operation, guarded, signal);
    },
    close() {
      answered();
      // dispose() would wait for a connection that may never open.
      if (state === 'connecting') client.terminate();
      else Promise.resolve(client.dispose()).catch(() => {});
    },
  };
}

/**
 * Adds an error listener for sockets to which graphql-ws no longer listens: unlike browsers, `ws` throws an error event
 * without a listener. A constructor that throws, as for ws: on a page that was loaded over https, becomes a socket that
 * fails: graphql-ws would wait for it without a limit.
 */
function tolerant(implementation: unknown, scheduler: ClientScheduler): typeof WebSocket {
  return new Proxy(implementation as typeof WebSocket, {
    construct(target, values: ConstructorParameters<typeof WebSocket>) {
      try {
        const socket = new target(...values);
        socket.addEventListener('error', () => {});
        return socket;
      } catch (error) {
        return failingSocket(error, scheduler);
      }
    },
  });
}

function failingSocket(error: unknown, scheduler: ClientScheduler): WebSocket {
  const socket = { readyState: 3, onerror: (_error: unknown) => {}, close() {} };
  scheduler.setTimeout(() => socket.onerror?.(error), 0);
  return socket as unknown as WebSocket;
}

function subscribeOnce(
  client: Client,
  operation: Operation,
  observer: Observer,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve();
    const stopListening = client.on('connected', () => observer.opened());
    const unsubscribe = client.subscribe<Record<string, unknown>>(operation, {
      next: (result) => {
        if (!signal.aborted) observer.next(result as Result);
      },
      complete: () => finish(resolve),
      error: (problem) =>
        finish(() => {
          // graphql-ws counts a subscription whose connection broke as one that is left: it would keep the next socket open.
          unsubscribe();
          if (!Array.isArray(problem)) return reject(brokenBy(problem));
          if (!signal.aborted) observer.next({ errors: problem });
          resolve();
        }),
    });
    const finish = (how: () => void) => {
      stopListening();
      signal.removeEventListener('abort', stop);
      how();
    };
    const stop = () => {
      unsubscribe();
      finish(resolve);
    };
    signal.addEventListener('abort', stop);
  });
}

function brokenBy(problem: unknown): ConnectionBroken {
  const { code, reason, message } = (problem ?? {}) as { code?: unknown; reason?: string; message?: string };
  return new ConnectionBroken(
    reason || message || 'The connection broke.',
    typeof code === 'number' ? code : null,
    { cause: problem },
  );
}
