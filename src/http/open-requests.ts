/** OpenRequests are the requests of a process whose connection still needs their answer. A shutdown waits for them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Scheduler, sleep } from '../stream/scheduler.ts';

const pollMs = 25;

export interface FinishLimits {
  /** For requests that are being executed. */
  executeMs: number;
  /** For clients that have not read their answer, or not sent all of their request, when everything is executed. */
  transferMs: number;
}

export class OpenRequests {
  readonly #open = new Map<ServerResponse, IncomingMessage>();

  add(request: IncomingMessage, response: ServerResponse): void {
    this.#open.set(response, request);
    response.once('close', () => this.#open.delete(response));
  }

  /**
   * Waits until all are answered. A client that neither reads nor sends delays the shutdown by transferMs at most: only
   * the server's own work may take longer.
   */
  async finish(scheduler: Scheduler, { executeMs, transferMs }: FinishLimits): Promise<void> {
    const startedMs = scheduler.monotonicMs();
    let executedMs = startedMs;
    while (this.#open.size > 0) {
      const nowMs = scheduler.monotonicMs();
      if (this.#isExecuting()) executedMs = nowMs;
      if (nowMs - executedMs >= transferMs || nowMs - startedMs >= executeMs) return;
      await sleep(scheduler, pollMs);
    }
  }

  #isExecuting(): boolean {
    for (const [response, request] of this.#open)
      if (request.complete && !response.writableEnded) return true;
    return false;
  }
}
