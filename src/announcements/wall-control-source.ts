/**
 * WallControlSource reads wall control from Postgres for the hub. The database has only the newest version: earlier
 * ones have its settings too, because each replaces all before it.
 */
import type pg from 'pg';
import type { StreamState } from '../stream/cursor.ts';
import type { StreamSource } from '../stream/source.ts';
import {
  exhibitionOfWallControl,
  type WallControlRow,
  type WallControlSettings,
  wallControlStreamId,
} from './wall-control.ts';

const statesQuery = `
  SELECT "exhibitionId", "version", "epoch" FROM "WallControl" WHERE "exhibitionId" = ANY($1::uuid[])`;
const settingsQuery = `
  SELECT control."version", control."epoch", control."settings", exhibition."slug", series."slug" AS series
  FROM "WallControl" AS control JOIN "Exhibition" AS exhibition ON exhibition."id" = control."exhibitionId"
  JOIN "ExhibitionSeries" AS series ON series."id" = exhibition."seriesId"
  WHERE control."exhibitionId" = $1 AND control."version" > $2`;

/** Memory of the ids and objects of a row. */
const rowOverheadBytes = 500;

export class WallControlSource implements StreamSource<WallControlRow> {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async readStates(streamIds: readonly string[]): Promise<Map<string, StreamState>> {
    const { rows } = await this.#pool.query<{ exhibitionId: string; version: number; epoch: string }>({
      name: 'wall_control_states',
      text: statesQuery,
      values: [streamIds.map(exhibitionOfWallControl)],
    });
    return new Map(
      rows.map(({ exhibitionId, version, epoch }) => [
        wallControlStreamId(exhibitionId),
        { head: version, epochs: [{ epoch, afterSequence: 0 }] },
      ]),
    );
  }

  async readAfter(streamId: string, after: number, limit: number): Promise<WallControlRow[]> {
    const exhibitionId = exhibitionOfWallControl(streamId)!;
    const { rows } = await this.#pool.query<{
      version: number;
      epoch: string;
      settings: WallControlSettings;
      slug: string;
      series: string;
    }>({ name: 'wall_control', text: settingsQuery, values: [exhibitionId, after] });
    const [row] = rows;
    if (!row) return [];
    const { version, epoch, settings, slug, series } = row;
    return Array.from({ length: Math.min(version - after, limit) }, (_, index) => ({
      sequence: after + index + 1,
      epoch,
      exhibitionId,
      exhibitionSlug: slug,
      seriesSlug: series,
      settings,
    }));
  }

  bytesOf({ settings }: WallControlRow): number {
    return rowOverheadBytes + 4 * JSON.stringify(settings).length;
  }
}
