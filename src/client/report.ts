/** Errors of the callbacks that a page passes to the client. */
import type { ClientScheduler } from './scheduler.ts';
import type { Observer } from './transport.ts';

/** Reports an error of a callback as uncaught, like that of an event listener. It changes nothing else. */
export function report(scheduler: ClientScheduler, error: unknown): void {
  scheduler.setTimeout(() => {
    throw error;
  }, 0);
}

/** Calls the callback, and reports what it throws. */
export function guard(scheduler: ClientScheduler, callback: () => void): void {
  try {
    callback();
  } catch (error) {
    report(scheduler, error);
  }
}

/** An observer that throws nothing: inside a transport, that would look like a broken connection. */
export function guardObserver(scheduler: ClientScheduler, observer: Observer): Observer {
  return {
    opened: () => guard(scheduler, () => observer.opened()),
    next: (result) => guard(scheduler, () => observer.next(result)),
  };
}
