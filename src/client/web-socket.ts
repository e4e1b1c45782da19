/**
 * Subscriptions over one WebSocket with the graphql-ws client.
 *
 * The retries of graphql-ws are disabled, because each attempt needs the current cursor (keep-subscribed.ts). A silent
 * connection is ended, because a broken network often closes no connection.
 */
import { type Client, createClient } from 'graphql-ws';
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

export function overWebSocket(options: WebSocketOptions): Transport {
  const { url, token, language, webSocketImpl, heartbeatMs = 5_000, scheduler = systemScheduler } = options;
  let silence: { cancel(): void } | undefined;
  let isConnected = false;
  const disconnected = () => {
    silence?.cancel();
    isConnected = false;
  };
  const expectDataWithin = (waitMs: number, isSecondChance = false) => {
    silence?.cancel();
    const dueMs = scheduler.now() + waitMs;
    silence = scheduler.setTimeout(() => {
      // A browser fires the timers of a hidden page once a minute, pings included: silence proves nothing then, until a
      // ping that was sent meanwhile has had time to be answered.
      const wasThrottled = scheduler.now() - dueMs > waitMs / 2;
      if (wasThrottled && !isSecondChance) expectDataWithin(waitMs, true);
      else client.terminate();
    }, waitMs);
  };
  const client: Client = createClient({
    url,
    webSocketImpl: withErrorListener(webSocketImpl ?? globalThis.WebSocket),
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
      connecting: () => expectDataWithin(heartbeatMs),
      message: () => expectDataWithin(heartbeatMs * 2),
      connected: () => {
        isConnected = true;
      },
      closed: disconnected,
      error: disconnected,
    },
  });
  return {
    subscribe(operation, observer, signal) {
      // The protocol does not confirm a subscription, only the connection.
      if (isConnected) observer.opened();
      return subscribeOnce(client, operation, observer, signal);
    },
    close() {
      silence?.cancel();
      // dispose() fails while the connection is being opened. There is nothing to close then.
      Promise.resolve(client.dispose()).catch(() => {});
    },
  };
}

/**
 * Adds an error listener for sockets to which graphql-ws no longer listens: unlike browsers, `ws` throws an error event
 * without a listener.
 */
function withErrorListener(implementation: unknown): typeof WebSocket {
  return class extends (implementation as typeof WebSocket) {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      this.addEventListener('error', () => {});
    }
  };
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
