/**
 * Whether anything in the database has changed: the snapshot that a statement would see, as Postgres itself names it.
 *
 * Promises: two equal versions mean that no transaction was committed between the questions, whichever process or
 * person it was of; an answer is never older than its question. Writers pay nothing for it.
 * While one question is under way, later ones gather for the next: a thousand requests ask a handful of times.
 */
import type pg from 'pg';

const question = { name: 'data_version', text: 'SELECT pg_current_snapshot()::text AS version' };

export class SnapshotVersion {
  readonly #pool: pg.Pool;
  #next: Promise<string> | null = null;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  current(): Promise<string> {
    this.#next ??= this.#ask();
    return this.#next;
  }

  #ask(): Promise<string> {
    const answer = this.#underWay.then(async () => {
      this.#next = null;
      const { rows } = await this.#pool.query<{ version: string }>(question);
      return rows[0]!.version;
    });
    this.#underWay = answer.catch(() => {});
    return answer;
  }
}
