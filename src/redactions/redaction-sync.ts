/**
 * RedactionSync keeps the list of redactions of this server complete, also with what other servers redact, and applies it
 * again if a backup is restored while the server runs.
 *
 * Promises: a redaction is in the list as soon as its notification arrives, and without one within `everyMs`.
 */
import type { Database } from '../database/database.ts';
import { redactionsTopic } from '../privacy/redactions-topic.ts';
import type { Notifier } from '../stream/notifier.ts';
import type { Scheduler, Timer } from '../stream/scheduler.ts';
import { applyRedactions } from './apply-redactions.ts';
import type { RedactionList } from './redaction-list.ts';

const everyMs = 60_000;

interface RedactionLog {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export class RedactionSync {
  readonly #sync: () => Promise<unknown>;
  readonly #log: RedactionLog;
  readonly #timer: Timer;
  readonly #stopListening: () => void;
  #running: Promise<void> | null = null;
  #isAskedAgain = false;
  #isClosed = false;

  constructor(
    database: Database,
    list: RedactionList,
    notifier: Notifier,
    scheduler: Pick<Scheduler, 'setInterval'>,
    log: RedactionLog,
  ) {
    this.#log = log;
    this.#sync = async () => {
      const notify = (streamId: string, head: number) => notifier.publish(streamId, head);
      const { applied } = await applyRedactions(database, list, notify);
      if (applied > 0) log.warn({ applied }, 'the database lacked redactions of the list: applied them');
    };
    this.#stopListening = notifier.listen((id) => {
      if (id === redactionsTopic) void this.run();
    });
    this.#timer = scheduler.setInterval(() => void this.run(), everyMs);
  }

  /** Once more after a run that is under way: it may have read before a redaction. */
  run(): Promise<void> {
    this.#isAskedAgain = true;
    this.#running ??= this.#runUntilDone();
    return this.#running;
  }

  async #runUntilDone(): Promise<void> {
    while (this.#isAskedAgain && !this.#isClosed) {
      this.#isAskedAgain = false;
      await this.#sync().catch((error: unknown) =>
        this.#log.error({ err: error }, 'cannot bring the list of redactions up to date; trying again'),
      );
    }
    // In the same turn as the last check: a call from now on begins another run.
    this.#running = null;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#timer.cancel();
    this.#stopListening();
    await this.#running;
  }
}
