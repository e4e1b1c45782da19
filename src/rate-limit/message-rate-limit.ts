import type { Scheduler } from '../stream/scheduler.ts';

/** A client sends a ping or pong every few seconds. */
const messagesPerMinute = 1_200;
const minuteMs = 60_000;

/**
 * MessageRateLimit limits the messages of one socket that are not operations: pings, pongs and completions. Without it
 * a flood of them would cost the server a core. Operations count for the address and the token.
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

  /** The last message was an operation. */
  discountOperation(): void {
    this.#left++;
  }
}
