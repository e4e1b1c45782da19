/** A transport for networks that may not let WebSockets through. */
import { ConnectionBroken, type Observer, type Transport } from './transport.ts';

/** Attempts to connect that fail before anything was received. Then the other transport is used. */
const maxFailedAttempts = 2;

/**
 * withFallback uses `first` as long as it works. If it has never opened after two attempts, as behind a proxy without
 * Upgrade, `second` is used from then on, for all subscriptions. If that does not open either, `first` is tried again.
 */
export function withFallback(first: Transport, second: Transport): Transport {
  let current = first;
  let failedAttempts = 0;
  /** Subscriptions share a network: those that fail together are one attempt, however many there are. */
  let attempt = 0;
  /** The last attempt in which a subscription opened. */
  let opened: number | null = null;

  const fail = (startedIn: number) => {
    if (startedIn !== attempt) return;
    const hasOpened = opened === attempt;
    attempt++;
    // A server that is away opens nothing: the first transport stays in use once it has opened.
    if (hasOpened || (current === first && opened !== null)) return;
    failedAttempts++;
    if (failedAttempts < (current === first ? maxFailedAttempts : 1)) return;
    current = current === first ? second : first;
    failedAttempts = 0;
    opened = null;
  };

  return {
    async subscribe(operation, observer, signal) {
      const used = current;
      const startedIn = attempt;
      const observed: Observer = {
        opened() {
          if (used === current) opened = attempt;
          observer.opened();
        },
        next: (result) => observer.next(result),
      };
      try {
        await used.subscribe(operation, observed, signal);
      } catch (error) {
        const isBroken = error instanceof ConnectionBroken && error.retry !== 'NEW_TOKEN';
        if (isBroken && used === current) fail(startedIn);
        throw error;
      }
    },
    close() {
      first.close();
      second.close();
    },
  };
}
