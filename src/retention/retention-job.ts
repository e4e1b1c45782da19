/**
 * RetentionJob deletes idempotency keys, revoked tokens, audit records and what undo restores once they are older than
 * the settings say.
 *
 * Promises: of all servers one deletes at a time; a statement deletes at most `rowsPerStatement` rows and a run at most
 * `statementsPerRun` times as many of each kind, so that a mutation never waits for long. A failed run is logged, and the
 * next one goes on.
 */
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import type { Scheduler, Timer } from '../stream/scheduler.ts';
import { type Deletion, deletions } from './deletions.ts';

const everyMs = 60 * 60_000;
/** Servers that start together do not all ask in the same second. */
const firstWithinMs = 10 * 60_000;
export const rowsPerStatement = 1_000;
export const statementsPerRun = 100;

interface RetentionLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export class RetentionJob {
  readonly #pool: Pick<Database['writePool'], 'query'>;
  readonly #settings: Config['retention'];
  readonly #scheduler: Pick<Scheduler, 'setTimeout' | 'random'>;
  readonly #log: RetentionLog;
  #timer: Timer;
  #isClosed = false;

  constructor(
    pool: Pick<Database['writePool'], 'query'>,
    settings: Config['retention'],
    scheduler: Pick<Scheduler, 'setTimeout' | 'random'>,
    log: RetentionLog,
  ) {
    this.#pool = pool;
    this.#settings = settings;
    this.#scheduler = scheduler;
    this.#log = log;
    this.#timer = this.#schedule(scheduler.random() * firstWithinMs);
  }

  #schedule(waitMs: number): Timer {
    return this.#scheduler.setTimeout(() => {
      void this.run()
        .catch((error: unknown) => this.#log.warn({ err: error }, 'cannot delete old rows; trying again'))
        .finally(() => {
          if (!this.#isClosed) this.#timer = this.#schedule(everyMs);
        });
    }, waitMs);
  }

  /** The number of rows that were deleted, by table. */
  async run(): Promise<Record<string, number>> {
    const deleted: Record<string, number> = {};
    try {
      for (const deletion of deletions) deleted[deletion.table] = await this.#delete(deletion);
    } finally {
      if (Object.values(deleted).some((count) => count > 0)) this.#log.info({ deleted }, 'deleted old rows');
    }
    return deleted;
  }

  async #delete({ days, text }: Deletion): Promise<number> {
    const olderThanDays = this.#settings[days];
    if (olderThanDays === 0) return 0;
    let deleted = 0;
    for (let statement = 0; statement < statementsPerRun && !this.#isClosed; statement++) {
      const { rows } = await this.#pool.query<{ count: number }>(text, [olderThanDays, rowsPerStatement]);
      const [{ count } = { count: 0 }] = rows;
      deleted += count;
      if (count < rowsPerStatement) break;
    }
    return deleted;
  }

  close(): void {
    this.#isClosed = true;
    this.#timer.cancel();
  }
}
