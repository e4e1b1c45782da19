/**
 * DatabaseClock has the time of Postgres, which is one for all servers. A server reads it every half a minute and counts
 * on from there with its monotonic clock: how its own clock is set, or is set anew, does not matter.
 *
 * Promise: within `toleranceMs` of the clock of Postgres, after the first read.
 */
import type pg from 'pg';
import type { Scheduler, Timer } from '../stream/scheduler.ts';

/** Half of the longest round trip that is accepted, and the drift of a monotonic clock in half a minute. */
export const toleranceMs = 500;
const readEveryMs = 30_000;
/** The time is read somewhere within the round trip. */
const maxRoundTripMs = 900;

const statement = {
  name: 'database_clock',
  text: 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs"',
};

export class DatabaseClock {
  readonly #pool: Pick<pg.Pool, 'query'>;
  readonly #machine: Pick<Scheduler, 'monotonicMs'>;
  readonly #timer: Timer;
  #offsetMs: number | null = null;

  constructor(pool: Pick<pg.Pool, 'query'>, machine: Pick<Scheduler, 'monotonicMs' | 'setInterval'>) {
    this.#pool = pool;
    this.#machine = machine;
    this.#timer = machine.setInterval(() => void this.read().catch(() => {}), readEveryMs);
  }

  /** The first read decides whatever it takes; a later one that takes too long changes nothing. */
  async read(): Promise<void> {
    const sentMs = this.#machine.monotonicMs();
    const { rows } = await this.#pool.query<{ nowMs: number }>(statement);
    const roundTripMs = this.#machine.monotonicMs() - sentMs;
    if (this.#offsetMs === null || roundTripMs <= maxRoundTripMs)
      this.#offsetMs = rows[0]!.nowMs - (sentMs + roundTripMs / 2);
  }

  /** Milliseconds since 1970. After the first read. */
  readonly now = (): number => {
    if (this.#offsetMs === null) throw new Error('the clock of the database has not been read');
    return Math.round(this.#machine.monotonicMs() + this.#offsetMs);
  };

  close(): void {
    this.#timer.cancel();
  }
}
