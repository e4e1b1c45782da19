import type pg from 'pg';
import { FreshRead } from '../cache/fresh-read.ts';

const statement = { name: 'snapshot_version', text: 'SELECT pg_current_snapshot()::text AS version' };

/**
 * SnapshotVersion tells whether anything in the database has changed: it is the snapshot that a statement would see,
 * as Postgres names it.
 *
 * Promises: two equal versions mean that no transaction was committed between the two reads, by any process; a version
 * is never older than the call that asked for it. Writers pay nothing for it.
 */
export class SnapshotVersion {
  readonly #version: FreshRead<string>;

  constructor(pool: pg.Pool) {
    this.#version = new FreshRead(async () => {
      const { rows } = await pool.query<{ version: string }>(statement);
      return rows[0]!.version;
    });
  }

  current(): Promise<string> {
    return this.#version.read();
  }
}
