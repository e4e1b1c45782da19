/**
 * A subscription that comes back for ever, whatever ends it.
 *
 * The operation is asked for anew at each attempt, and read again by graphql-ws at each connection: what it holds of
 * the position is always that of the last announcement.
 */
import { Backoff, type BackoffOptions, wait } from './backoff.ts';
import {
  ConnectionBroken,
  type GraphQLErrorLike,
  type Operation,
  type Result,
  type Transport,
} from './transport.ts';

export type SubscriptionState =
  /** A connection is being made. */
  | { name: 'connecting' }
  /** The server has the operation. */
  | { name: 'live' }
  /** It broke; the next try is made at this time, in milliseconds since 1970. */
  | { name: 'waiting'; until: number; problem: ConnectionBroken }
  /** The server refuses it. It is tried again, seldom: a deploy or another token may change that. */
  | { name: 'refused'; until: number; errors: readonly GraphQLErrorLike[] }
  | { name: 'stopped' };

export interface KeepOptions {
  operation: () => Operation;
  onResult(result: Result): void;
  /** Says whether the refusal was dealt with, so that it is tried again at once. */
  onRefused?(errors: readonly GraphQLErrorLike[]): Promise<boolean>;
  onState?: ((state: SubscriptionState) => void) | undefined;
  backoff?: BackoffOptions | undefined;
}

export interface Subscription {
  /** Ends this connection and begins the next one at once. */
  restart(): void;
  stop(): void;
}

export function keepSubscribed(transport: Transport, options: KeepOptions): Subscription {
  const stopping = new AbortController();
  /** Ends what is going on now: a connection, or the wait for the next one. */
  let current = new AbortController();
  const backoff = new Backoff(options.backoff);
  let state: SubscriptionState['name'] = 'connecting';
  const tell = (next: SubscriptionState) => {
    if (stopping.signal.aborted && next.name !== 'stopped') return;
    if (state === 'live' && next.name === 'live') return;
    state = next.name;
    try {
      options.onState?.(next);
    } catch (error) {
      // A fault of the page's: reported as what nobody caught, and no reason to stop following.
      setTimeout(() => {
        throw error;
      });
    }
  };

  /** Resolves with how long to wait for the next one, in milliseconds. */
  const tryOnce = async (): Promise<number> => {
    const { signal } = current;
    const ending = new AbortController();
    let refusal: readonly GraphQLErrorLike[] | null = null;
    tell({ name: 'connecting' });
    try {
      await transport.subscribe(
        options.operation(),
        {
          opened: () => tell({ name: 'live' }),
          next(result) {
            if (result.data) {
              tell({ name: 'live' });
              backoff.reset();
              options.onResult(result);
            } else {
              refusal = result.errors ?? [];
              ending.abort();
            }
          },
        },
        AbortSignal.any([stopping.signal, signal, ending.signal]),
      );
      return refusal ? await afterRefusal(refusal) : backoff.nextMs();
    } catch (error) {
      const problem = error instanceof ConnectionBroken ? error : new ConnectionBroken(String(error));
      const delay = backoff.nextMs();
      tell({ name: 'waiting', until: Date.now() + delay, problem });
      return delay;
    }
  };

  const afterRefusal = async (errors: readonly GraphQLErrorLike[]): Promise<number> => {
    if (await options.onRefused?.(errors)) return 0;
    const delay = errors.every(isTemporary) ? backoff.nextMs() : backoff.longestMs();
    tell({ name: 'refused', until: Date.now() + delay, errors });
    return delay;
  };

  void (async () => {
    while (!stopping.signal.aborted) {
      const delay = await tryOnce();
      current = new AbortController();
      await wait(delay, AbortSignal.any([stopping.signal, current.signal]));
    }
  })();

  return {
    restart() {
      backoff.reset();
      current.abort();
    },
    stop() {
      stopping.abort();
      tell({ name: 'stopped' });
    },
  };
}

/** An error without `retry` is not Pavilion's, but of something in between: it is temporary. */
function isTemporary({ extensions }: GraphQLErrorLike): boolean {
  return extensions?.retry !== 'NO' && extensions?.retry !== 'NEW_TOKEN';
}
