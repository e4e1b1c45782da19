/**
 * keepSubscribed subscribes again whenever the subscription ends. The number of attempts is not limited.
 *
 * `operation()` is called for each attempt, and graphql-ws reads the operation again for each connection. Its variables
 * must therefore contain the current cursor.
 */
import { Backoff, type BackoffOptions } from './backoff.ts';
import { type ClientScheduler, systemScheduler, wait } from './scheduler.ts';
import {
  ConnectionBroken,
  type GraphQLErrorLike,
  type Operation,
  type Result,
  type Transport,
} from './transport.ts';

export type SubscriptionState =
  /** A connection is being opened. */
  | { name: 'connecting' }
  /** The server has accepted the subscription. */
  | { name: 'live' }
  /** The connection broke. The next attempt is made at `until`, in milliseconds since 1970. */
  | { name: 'waiting'; until: number; problem: ConnectionBroken }
  /** The server rejects the subscription. The next attempt is made at `until`, in milliseconds since 1970. */
  | { name: 'rejected'; until: number; errors: readonly GraphQLErrorLike[] }
  | { name: 'stopped' };

export interface KeepOptions {
  operation: () => Operation;
  /** Returns false if the result is not the expected one: the connection is ended, and opened again after a wait. */
  onResult(result: Result): boolean;
  /** Returns true if it resolved the errors. The next attempt follows immediately, unless the last one was rejected too. */
  onRejected?(errors: readonly GraphQLErrorLike[]): Promise<boolean>;
  onState?: ((state: SubscriptionState) => void) | undefined;
  backoff?: BackoffOptions | undefined;
  scheduler?: ClientScheduler | undefined;
}

export interface Subscription {
  /** Ends this connection and opens the next one at once. */
  restart(): void;
  stop(): void;
}

export function keepSubscribed(transport: Transport, options: KeepOptions): Subscription {
  const { scheduler = systemScheduler } = options;
  const stopping = new AbortController();
  /** Ends the current connection, or the wait for the next one. */
  let current = new AbortController();
  const backoff = new Backoff(options.backoff, scheduler);
  let state: SubscriptionState['name'] = 'connecting';
  /** Errors were resolved, and no result has come since. */
  let hasResolved = false;

  /** An error of a callback is reported as uncaught. It does not end the subscription. */
  const report = (error: unknown) => {
    scheduler.setTimeout(() => {
      throw error;
    }, 0);
  };

  const isExpected = (result: Result): boolean => {
    try {
      return options.onResult(result);
    } catch (error) {
      report(error);
      return true;
    }
  };

  const setState = (next: SubscriptionState) => {
    if (stopping.signal.aborted && next.name !== 'stopped') return;
    if (state === 'live' && next.name === 'live') return;
    state = next.name;
    try {
      options.onState?.(next);
    } catch (error) {
      report(error);
    }
  };

  /** Resolves with the wait before the next attempt, in milliseconds. */
  const attempt = async (): Promise<number> => {
    const { signal } = current;
    const ending = new AbortController();
    let rejection: readonly GraphQLErrorLike[] | null = null;
    let isUnexpected = false;
    setState({ name: 'connecting' });
    try {
      await transport.subscribe(
        options.operation(),
        {
          opened: () => setState({ name: 'live' }),
          next(result) {
            if (ending.signal.aborted) return;
            if (result.data && isExpected(result)) {
              setState({ name: 'live' });
              backoff.reset();
              hasResolved = false;
              return;
            }
            if (result.data && !result.errors) isUnexpected = true;
            else rejection = result.errors ?? [];
            ending.abort();
          },
        },
        AbortSignal.any([stopping.signal, signal, ending.signal]),
      );
      if (isUnexpected) throw new ConnectionBroken('The server sent an unexpected result.');
      return rejection ? await afterRejection(rejection) : backoff.nextMs();
    } catch (error) {
      const problem = error instanceof ConnectionBroken ? error : new ConnectionBroken(String(error));
      const waitMs = backoff.nextMs();
      setState({ name: 'waiting', until: scheduler.now() + waitMs, problem });
      return waitMs;
    }
  };

  const afterRejection = async (errors: readonly GraphQLErrorLike[]): Promise<number> => {
    if (await options.onRejected?.(errors)) {
      const wasResolved = hasResolved;
      hasResolved = true;
      return wasResolved ? backoff.nextMs() : 0;
    }
    const waitMs = errors.every(isTemporary) ? backoff.nextMs() : backoff.longestMs();
    setState({ name: 'rejected', until: scheduler.now() + waitMs, errors });
    return waitMs;
  };

  void (async () => {
    while (!stopping.signal.aborted) {
      const waitMs = await attempt();
      current = new AbortController();
      await wait(scheduler, waitMs, AbortSignal.any([stopping.signal, current.signal]));
    }
  })();

  return {
    restart() {
      backoff.reset();
      current.abort();
    },
    stop() {
      stopping.abort();
      setState({ name: 'stopped' });
    },
  };
}

/** An error without `retry` comes from a proxy or another intermediary, and is temporary. */
function isTemporary({ extensions }: GraphQLErrorLike): boolean {
  return extensions?.retry !== 'NO' && extensions?.retry !== 'NEW_TOKEN';
}
