/**
 * keepSubscribed subscribes again whenever the subscription ends. The number of attempts is not limited.
 *
 * `operation()` is called for each attempt, and graphql-ws reads the operation again for each connection. Its variables
 * must therefore contain the current cursor.
 */
import { Backoff, type BackoffOptions } from './backoff.ts';
import { guard, report } from './report.ts';
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
  /** Ends this connection and opens the next one immediately. */
  restart(): void;
  stop(): void;
}

export function keepSubscribed(transport: Transport, options: KeepOptions): Subscription {
  const { scheduler = systemScheduler } = options;
  const stopping = new AbortController();
  /** Ends the current connection and the wait for the next one. */
  let current = new AbortController();
  const backoff = new Backoff(options.backoff, scheduler);
  let state: SubscriptionState['name'] = 'connecting';
  /** Errors were resolved, and no result has come since. */
  let hasResolved = false;

  const isExpected = (result: Result): boolean => {
    try {
      return options.onResult(result);
    } catch (error) {
      report(scheduler, error);
      return true;
    }
  };

  const resolves = async (errors: readonly GraphQLErrorLike[]): Promise<boolean> => {
    try {
      return (await options.onRejected?.(errors)) ?? false;
    } catch (error) {
      report(scheduler, error);
      return false;
    }
  };

  const setState = (next: SubscriptionState) => {
    if (stopping.signal.aborted && next.name !== 'stopped') return;
    if (state === 'live' && next.name === 'live') return;
    state = next.name;
    guard(scheduler, () => options.onState?.(next));
  };

  /** A connection that has ended is not live, whatever is awaited before the next one. */
  const leaveLive = () => {
    if (state === 'live') setState({ name: 'connecting' });
  };

  const waitAfter = (problem: ConnectionBroken): number => {
    const waitMs = backoff.nextMs();
    setState({ name: 'waiting', until: scheduler.now() + waitMs, problem });
    return waitMs;
  };

  const readOperation = (): Operation => {
    try {
      return options.operation();
    } catch (error) {
      report(scheduler, error);
      throw error;
    }
  };

  /** Resolves with the wait before the next attempt, in milliseconds. */
  const attempt = async (restarting: AbortSignal): Promise<number> => {
    const ending = new AbortController();
    const signal = AbortSignal.any([stopping.signal, restarting, ending.signal]);
    let rejection: readonly GraphQLErrorLike[] | null = null;
    let isUnexpected = false;
    setState({ name: 'connecting' });
    try {
      await transport.subscribe(
        readOperation(),
        {
          opened() {
            if (!signal.aborted) setState({ name: 'live' });
          },
          next(result) {
            if (signal.aborted) return;
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
        signal,
      );
    } catch (error) {
      if (restarting.aborted) return 0;
      return waitAfter(
        error instanceof ConnectionBroken
          ? error
          : new ConnectionBroken(String(error), null, { cause: error }),
      );
    } finally {
      // The connection has ended, whatever an observer says later.
      ending.abort();
    }
    if (rejection) return afterRejection(rejection);
    if (restarting.aborted) return 0;
    const problem = isUnexpected
      ? 'The server sent an unexpected result.'
      : 'The server completed the subscription.';
    return waitAfter(new ConnectionBroken(problem));
  };

  const afterRejection = async (errors: readonly GraphQLErrorLike[]): Promise<number> => {
    leaveLive();
    if (await resolves(errors)) {
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
      current = new AbortController();
      const { signal } = current;
      const waitMs = await attempt(signal);
      await wait(scheduler, waitMs, AbortSignal.any([stopping.signal, signal]));
    }
  })();

  return {
    restart() {
      backoff.reset();
      current.abort();
      leaveLive();
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
