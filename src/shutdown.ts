/**
 * Shutdown ends the process in order: on a signal, and after an error that no code expected.
 *
 * Promises: the first signal drains. The second one ends the process immediately. After an unexpected error the server does
 * not go on in an unknown state: it is logged, the server drains, and the exit code is 1. Nothing takes longer
 * than exitAfterMs.
 */
import type { Pavilion } from './app.ts';
import type { Log } from './observability/logger.ts';

/** Supervisors send SIGKILL after about 30 seconds. */
const exitAfterMs = 28_000;
/** The last lines may take so long. */
const flushWithinMs = 500;
/** The limit of unexpected errors that are logged while the server drains: they may repeat many times. */
const maxLoggedErrors = 20;

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export interface ProcessEnd {
  on(event: 'uncaughtException', listener: (error: unknown, origin: string) => void): unknown;
  on(event: (typeof signals)[number], listener: () => void): unknown;
  exit(code: number): void;
  /** Ends the process where exit() would wait for a write that does not end. */
  kill(): void;
  setTimeout(callback: () => void, waitMs: number): unknown;
}

export const ownProcess: ProcessEnd = Object.freeze({
  on: (event: string, listener: (...values: never[]) => void) => process.on(event, listener as () => void),
  exit: (code: number) => process.exit(code),
  kill: () => process.kill(process.pid, 'SIGKILL'),
  setTimeout: (callback: () => void, waitMs: number) => setTimeout(callback, waitMs),
});

export class Shutdown {
  readonly #log: Log;
  readonly #host: ProcessEnd;
  #pavilion: Pick<Pavilion, 'stop'> | null = null;
  #isDraining = false;
  #hasSignal = false;
  #exitCode = 0;
  #errors = 0;

  constructor(log: Log, host: ProcessEnd = ownProcess) {
    this.#log = log;
    this.#host = host;
    // It also receives unhandled rejections.
    host.on('uncaughtException', (error, origin) => this.#onUnexpected(error, origin));
  }

  /** Until a server is given, there is nothing to drain: a signal or an unexpected error ends the process immediately. */
  serve(pavilion: Pick<Pavilion, 'stop'>): void {
    this.#pavilion = pavilion;
    for (const signal of signals) this.#host.on(signal, () => this.#onSignal(signal));
  }

  #onSignal(signal: string): void {
    if (this.#hasSignal) {
      this.#exit(1);
      return;
    }
    this.#hasSignal = true;
    this.#log.logger.info({ signal }, 'the server drains and ends');
    this.#drain();
  }

  #onUnexpected(error: unknown, origin: string): void {
    this.#exitCode = 1;
    this.#errors++;
    if (this.#errors <= maxLoggedErrors)
      this.#log.logger.fatal({ err: error, origin }, 'an unexpected error: the server drains and ends');
    this.#drain();
  }

  #drain(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    if (!this.#pavilion) {
      void this.#end(1);
      return;
    }
    this.#host.setTimeout(() => this.#exit(1), exitAfterMs);
    this.#pavilion.stop('drain').then(
      () => this.#end(this.#exitCode),
      (error: unknown) => {
        this.#log.logger.error({ err: error }, 'the server could not be stopped in order');
        return this.#end(1);
      },
    );
  }

  async #end(code: number): Promise<void> {
    this.#log.logger.info({ code }, 'the server has ended');
    await Promise.race([
      this.#log.destination.idle(),
      new Promise<void>((resolve) => this.#host.setTimeout(resolve, flushWithinMs)),
    ]);
    this.#exit(code);
  }

  #exit(code: number): void {
    if (this.#log.destination.holdsProcess) this.#host.kill();
    else this.#host.exit(code);
  }
}
