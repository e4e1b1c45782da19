/** A transport for networks that may not let WebSockets through. */
import { ConnectionBroken, type Transport } from './transport.ts';

/** Attempts that fail before anything was received. Then the other transport is used. */
const maxFailedAttempts = 2;

/**
 * withFallback uses `first` as long as it works. If it has never opened after two attempts, as behind a proxy without
 * Upgrade, `second` is used from then on.
 */
export function withFallback(first: Transport, second: Transport): Transport {
  let hasOpened = false;
  let failedAttempts = 0;
  return {
    async subscribe(operation, observer, signal) {
      if (!hasOpened && failedAttempts >= maxFailedAttempts) {
        // Of a server that is away neither opens: then both are tried again.
        failedAttempts = 0;
        const opened = () => {
          failedAttempts = maxFailedAttempts;
          observer.opened();
        };
        return second.subscribe(operation, { opened, next: (result) => observer.next(result) }, signal);
      }
      const opened = () => {
        hasOpened = true;
        observer.opened();
      };
      try {
        await first.subscribe(operation, { opened, next: (result) => observer.next(result) }, signal);
      } catch (error) {
        if (!hasOpened && error instanceof ConnectionBroken && error.retry !== 'NEW_TOKEN') failedAttempts++;
        throw error;
      }
    },
    close() {
      first.close();
      second.close();
    },
  };
}
