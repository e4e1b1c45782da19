/** Logs rejected requests, so that a wrong setting of a proxy can be found. */
import type { Logger } from 'pino';
import type { Scheduler } from '../stream/scheduler.ts';

const perMinute = 60;
const minuteMs = 60_000;

export interface Rejection {
  status: number;
  reason: string;
  requestId: string;
  address: string;
  [detail: string]: unknown;
}

/**
 * RejectionLog limits the number of lines per minute, because a flood of requests must not cause a flood of lines.
 */
export class RejectionLog {
  readonly #logger: Pick<Logger, 'warn'>;
  readonly #scheduler: Pick<Scheduler, 'now'>;
  #minute = 0;
  #lines = 0;
  #omitted = 0;

  constructor(logger: Pick<Logger, 'warn'>, scheduler: Pick<Scheduler, 'now'>) {
    this.#logger = logger;
    this.#scheduler = scheduler;
  }

  log(rejection: Rejection): void {
    const minute = Math.floor(this.#scheduler.now() / minuteMs);
    if (minute !== this.#minute) {
      if (this.#omitted > 0) this.#logger.warn({ omitted: this.#omitted }, 'more requests were rejected');
      this.#minute = minute;
      this.#lines = 0;
      this.#omitted = 0;
    }
    if (this.#lines >= perMinute) this.#omitted++;
    else {
      this.#lines++;
      this.#logger.warn(rejection, 'a request was rejected');
    }
  }
}
