/** AnnouncementSource reads streams from Postgres for the hub. It uses its own pool and runs at least every second. */
import type pg from 'pg';
import { jsonBytes } from '../cache/json-bytes.ts';
import type { Epoch, StreamState } from '../stream/cursor.ts';
import type { Entry, StreamSource } from '../stream/source.ts';
import type { AnnouncementKind, StreamMode } from './content.ts';
import type { PersonalSpeech } from './read-speech-snapshot.ts';
import type { Totals } from './totals.ts';

/**
 * AnnouncementRow is a stored announcement. `content` has the type of its kind in content.ts, without `kind` and without
 * the personal values of a speech.
 */
export interface AnnouncementRow extends Entry {
  id: string;
  streamId: string;
  mode: StreamMode;
  exhibitionId: string;
  exhibitionSlug: string;
  kind: AnnouncementKind;
  announcedAt: Date;
  dealId: string | null;
  speechId: string | null;
  ceremonyId: string | null;
  content: Record<string, unknown>;
  /** The personal values of a speech. Null if they were redacted, and for what is about no speech. */
  personal: PersonalSpeech | null;
  /** Null in a rehearsal. */
  hash: string | null;
  previousHash: string | null;
  totals: Totals;
}

/**
 * The totals per category of announcements of 0.1 are in the table RecomputedTotals. Entries before a redaction are read
 * again: the hub may hold them with the personal values.
 */
export const announcementColumns = `
  announcement."id", announcement."streamId", announcement."sequence", announcement."epoch", announcement."kind",
  announcement."announcedAt", announcement."dealId", announcement."speechId", announcement."ceremonyId",
  announcement."content", announcement."kind" = 'PERSON_REDACTED' AS "outdatesEarlier",
  announcement."hash", announcement."previousHash",
  CASE WHEN announcement."speechId" IS NOT NULL THEN (
    SELECT personal."value" FROM "PersonalValue" AS personal
    WHERE personal."commitment" = announcement."content" #>> '{speech,speaker,commitment}') END AS "personal",
  coalesce(recomputed."totals", announcement."totals") AS "totals", stream."mode",
  stream."exhibitionId", exhibition."slug" AS "exhibitionSlug"`;
export const announcementTables = `
  "Announcement" AS announcement JOIN "AnnouncementStream" AS stream ON stream."id" = announcement."streamId"
  JOIN "Exhibition" AS exhibition ON exhibition."id" = stream."exhibitionId"
  LEFT JOIN "RecomputedTotals" AS recomputed ON recomputed."announcementId" = announcement."id"`;

/** Memory of the ids, dates and objects of a row. */
const rowOverheadBytes = 1_000;

const statesQuery = `
  SELECT stream."id", stream."head", epoch."epoch", epoch."afterSequence"
  FROM "AnnouncementStream" AS stream JOIN "StreamEpoch" AS epoch ON epoch."streamId" = stream."id"
  WHERE stream."id" = ANY($1::uuid[]) ORDER BY stream."id", epoch."ordinal"`;
const entriesQuery = `
  SELECT ${announcementColumns} FROM ${announcementTables}
  WHERE announcement."streamId" = $1 AND announcement."sequence" > $2 ORDER BY announcement."sequence" LIMIT $3`;

export class AnnouncementSource implements StreamSource<AnnouncementRow> {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async readStates(streamIds: readonly string[]): Promise<Map<string, StreamState>> {
    const { rows } = await this.#pool.query<{ id: string; head: number } & Epoch>({
      name: 'stream_states',
      text: statesQuery,
      values: [streamIds],
    });
    const byStream = Map.groupBy(rows, (row) => row.id);
    return new Map(
      [...byStream].map(([id, epochs]) => [
        id,
        {
          head: epochs[0]!.head,
          epochs: epochs.map(({ epoch, afterSequence }) => ({ epoch, afterSequence })),
        },
      ]),
    );
  }

  async readAfter(streamId: string, after: number, limit: number): Promise<AnnouncementRow[]> {
    const { rows } = await this.#pool.query<AnnouncementRow>({
      name: 'stream_entries',
      text: entriesQuery,
      values: [streamId, after, limit],
    });
    return rows;
  }

  bytesOf({ content, personal, totals }: AnnouncementRow): number {
    return rowOverheadBytes + jsonBytes(content) + jsonBytes(personal) + jsonBytes(totals);
  }
}
