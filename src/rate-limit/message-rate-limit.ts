import type { Scheduler } from '../stream/scheduler.ts';

/** A client sends a ping or pong every few seconds. */
const messagesPerMinute = 1_200;
const minuteMs = 60_000;

/**
 * MessageRateLimit limits the messages of one socket that are not operations: pings, pongs and completions. A flood of
 * them could otherwise use a whole CPU core. Operations have the limits of the address and the token.
 */
export class MessageRateLimit {
  readonly #scheduler: Pick<Scheduler, 'monotonicMs'>;
  #left = messagesPerMinute;
  #sinceMs: number;

  constructor(scheduler: Pick<Scheduler, 'monotonicMs'>) {
    this.#scheduler = scheduler;
    this.#sinceMs = scheduler.monotonicMs();
  }

  /** False above the limit. */
  take(): boolean {
    const nowMs = this.#scheduler.monotonicMs();
    if (nowMs - this.#sinceMs > minuteMs) {
      this.#sinceMs = nowMs;
      this.#left = messagesPerMinute;
    }
    return this.#left-- > 0;
  }

  /** Call it if the last message was an operation, which does not count here. */
  discountOperation(): void {
    this.#left++;
  }
}
