import type { Scheduler, Timer } from '../stream/scheduler.ts';

const probeEveryMs = 2_000;
const probeTimeoutMs = 1_000;
/** A frozen Redis is detected within this time. */
export const maxProbeMs = probeEveryMs + probeTimeoutMs;

export interface ProbedConnection {
  isReady(): boolean;
  probe(): Promise<unknown>;
  onAnswer(): void;
  /** Called if the connection is open but the probe failed. Null: there was no answer in time. */
  onFailure(error: Error | null): void;
}

/** ConnectionProbe probes regularly, because a frozen Redis keeps its connections open and sends nothing. */
export class ConnectionProbe {
  readonly #connection: ProbedConnection;
  readonly #scheduler: Scheduler;
  readonly #interval: Timer;

  constructor(connection: ProbedConnection, scheduler: Scheduler) {
    this.#connection = connection;
    this.#scheduler = scheduler;
    this.#interval = scheduler.setInterval(() => void this.run(), probeEveryMs);
  }

  async run(): Promise<void> {
    if (!this.#connection.isReady()) return;
    const { promise: timeout, resolve } = Promise.withResolvers<null>();
    const timer = this.#scheduler.setTimeout(() => resolve(null), probeTimeoutMs);
    const answer = await Promise.race([
      this.#connection.probe().then(
        () => 'answer' as const,
        (error: Error) => error,
      ),
      timeout,
    ]);
    timer.cancel();
    if (answer === 'answer') this.#connection.onAnswer();
    else this.#connection.onFailure(answer);
  }

  stop(): void {
    this.#interval.cancel();
  }
}
