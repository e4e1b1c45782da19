/**
 * Subscriptions over one WebSocket, by the graphql-ws client.
 *
 * Its own retries are off: who follows a stream comes back with another cursor than the one it began with
 * (keep-subscribed.ts). A connection that says nothing is given up, since a cut network often closes nothing.
 */
import { type Client, createClient } from 'graphql-ws';
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
  /** Where the platform has none. */
  webSocketImpl?: unknown;
  /** A ping after this much; what has not answered for as long again is given up. In milliseconds. */
  heartbeatMs?: number;
}

const lazyCloseTimeoutMs = 3_000;

export function overWebSocket(options: WebSocketOptions): Transport {
  const { url, token, language, webSocketImpl, heartbeatMs = 5_000 } = options;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let isConnected = false;
  const disconnected = () => {
    clearTimeout(silence);
    isConnected = false;
  };
  const expectWithin = (milliseconds: number) => {
    clearTimeout(silence);
    silence = setTimeout(() => client.terminate(), milliseconds);
  };
  const client: Client = createClient({
    url,
    webSocketImpl: forgiving(webSocketImpl ?? globalThis.WebSocket),
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
      connecting: () => expectWithin(heartbeatMs),
      message: () => expectWithin(heartbeatMs * 2),
      connected: () => {
        isConnected = true;
      },
      closed: disconnected,
      error: disconnected,
    },
  });
  return {
    subscribe(operation, observer, signal) {
      // The protocol does not confirm a subscription; the acknowledged connection is as much as there is.
      if (isConnected) observer.opened();
      return subscribeOnce(client, operation, observer, signal);
    },
    close() {
      clearTimeout(silence);
      // It fails with a connection that was being made: nothing is left to close then.
      Promise.resolve(client.dispose()).catch(() => {});
    },
  };
}

/**
 * Hears the error of a socket that graphql-ws has given up and listens to no more: `ws` throws what nobody hears,
 * where a browser lets it pass.
 */
function forgiving(implementation: unknown): typeof WebSocket {
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
    const unlisten = client.on('connected', () => observer.opened());
    const unsubscribe = client.subscribe<Record<string, unknown>>(operation, {
      next: (result) => {
        if (!signal.aborted) observer.next(result as Result);
      },
      complete: () => settle(resolve),
      error: (problem) =>
        settle(() => {
          if (!Array.isArray(problem)) return reject(brokenBy(problem));
          if (!signal.aborted) observer.next({ errors: problem });
          resolve();
        }),
    });
    const settle = (how: () => void) => {
      unlisten();
      signal.removeEventListener('abort', stop);
      how();
    };
    const stop = () => {
      unsubscribe();
      settle(resolve);
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
