import type { Scheduler, Timer } from '../stream/scheduler.ts';

const probeEveryMs = 2_000;
const probeTimeoutMs = 1_000;
/** A frozen Redis is detected within this time. */
export const maxProbeMs = probeEveryMs + probeTimeoutMs;

export interface ProbedConnection {
  isReady(): boolean;
  ping(): Promise<unknown>;
  /** Called if the connection is open but Redis does not answer. */
  onSilent(): void;
}

/** ConnectionProbe sends regular pings, because a frozen Redis keeps its connections open and sends nothing. */
export class ConnectionProbe {
  readonly #connection: ProbedConnection;
  readonly #scheduler: Scheduler;
  readonly #interval: Timer;

  constructor(connection: ProbedConnection, scheduler: Scheduler) {
    this.#connection = connection;
    this.#scheduler = scheduler;
    this.#interval = scheduler.setInterval(() => void this.#probe(), probeEveryMs);
  }

  async #probe(): Promise<void> {
    if (!this.#connection.isReady()) return;
    const { promise: timeout, resolve } = Promise.withResolvers<'silent'>();
    const timer = this.#scheduler.setTimeout(() => resolve('silent'), probeTimeoutMs);
    const answer = await Promise.race([this.#connection.ping().catch(() => 'silent'), timeout]);
    timer.cancel();
    if (answer === 'silent') this.#connection.onSilent();
  }

  stop(): void {
    this.#interval.cancel();
  }
}
