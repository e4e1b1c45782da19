import type pg from 'pg';
import { FreshRead } from '../cache/fresh-read.ts';
import { lineageSql } from './lineage.ts';

/** The snapshots of two histories may be equal, so the timeline is part of the version. A standby cannot name its timeline, and has no writes to miss. */
const statement = {
  name: 'snapshot_version',
  text: `SELECT pg_current_snapshot()::text || ' ' ||
    CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE ${lineageSql} END AS version`,
};

/**
 * SnapshotVersion detects any change in the database. A version is pg_current_snapshot() as text, and the lineage.
 *
 * Promises: if two versions are equal, no transaction of any process was committed between the two reads. A version is
 * read after the call to current(). Writers do no extra work.
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
