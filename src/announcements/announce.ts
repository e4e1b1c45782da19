/**
 * Writes one announcement inside the caller's transaction.
 *
 * Promises: sequences are 1, 2, 3 … without a gap, in commit order; rolled back, nothing is used up.
 * The stream's row is locked last and only for two statements. Lock order everywhere: the subject, then the stream.
 */
import { randomBytes } from 'node:crypto';
import { Prisma } from '../../prisma/generated/client/client.ts';
import type { SqlTransaction } from '../database/sql-transaction.ts';
import type { Rate } from '../money/money.ts';
import type { AnnouncementContent, StreamMode } from './content.ts';
import type { Totals, TotalsState } from './totals.ts';

export interface Announcing {
  exhibitionId: string;
  mode: StreamMode;
  content: AnnouncementContent;
  /** The row it is about; none for a notice. */
  subject?: { dealId: string } | { speechId: string } | { ceremonyId: string };
  /** What the announcement does to the totals before it; nothing if left out. */
  totals?: (before: TotalsState) => TotalsState;
  reportingCurrency: string;
  rates: Rate[];
}

export interface PreparedAnnouncing extends Announcing {
  id: string;
  /** Null for the database's clock at the moment of numbering: it never runs against the sequence. */
  at: Date | null;
}

export interface Announced {
  streamId: string;
  sequence: number;
}

interface StreamRow {
  id: string;
  totals: TotalsState;
  lineage: string;
  current: string;
  epoch: string;
}

/**
 * The cluster and the timeline that would number the next announcement. A promoted standby and a restored
 * backup continue on another one.
 */
export const currentLineage = Prisma.sql`
  (SELECT system_identifier FROM pg_control_system())::text || ':' ||
  substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)`;

export function newEpoch(): string {
  return randomBytes(9).toString('base64url');
}

export async function announce(tx: SqlTransaction, announcing: PreparedAnnouncing): Promise<Announced> {
  const stream = await lockStream(tx, announcing);
  const epoch = stream.lineage === stream.current ? stream.epoch : await beginEpoch(tx, stream);
  const state = announcing.totals?.(stream.totals) ?? stream.totals;
  const totals: Totals = {
    ...state,
    reportingCurrency: announcing.reportingCurrency,
    rates: announcing.rates,
  };
  const { kind, ...content } = announcing.content;
  const subject = { dealId: null, speechId: null, ceremonyId: null, ...announcing.subject };
  const [moved] = await tx.$queryRaw<{ sequence: number }[]>`
    WITH moved AS (
      UPDATE "AnnouncementStream" SET "head" = "head" + 1, "totals" = ${JSON.stringify(state)}::jsonb
      WHERE "id" = ${stream.id}::uuid RETURNING "head"
    )
    INSERT INTO "Announcement"
      ("id", "streamId", "sequence", "epoch", "kind", "announcedAt", "dealId", "speechId", "ceremonyId", "content", "totals")
    SELECT ${announcing.id}::uuid, ${stream.id}::uuid, moved."head", ${epoch}, ${kind}::"AnnouncementKind",
           coalesce(${announcing.at}::timestamptz, clock_timestamp()),
           ${subject.dealId}::uuid, ${subject.speechId}::uuid, ${subject.ceremonyId}::uuid,
           ${JSON.stringify(content)}::jsonb, ${JSON.stringify(totals)}::jsonb
    FROM moved RETURNING "sequence"`;
  return { streamId: stream.id, sequence: moved!.sequence };
}

async function lockStream(tx: SqlTransaction, { exhibitionId, mode }: Announcing): Promise<StreamRow> {
  const [stream] = await tx.$queryRaw<StreamRow[]>`
    SELECT "id", "totals", "lineage", "epoch", ${currentLineage} AS current FROM "AnnouncementStream"
    WHERE "exhibitionId" = ${exhibitionId}::uuid AND "mode" = ${mode}::"StreamMode" FOR NO KEY UPDATE`;
  if (!stream) throw new Error(`exhibition ${exhibitionId} has no ${mode} stream`);
  return stream;
}

async function beginEpoch(tx: SqlTransaction, { id, current }: StreamRow): Promise<string> {
  const epoch = newEpoch();
  await tx.$executeRaw`
    WITH stream AS (
      UPDATE "AnnouncementStream" SET "lineage" = ${current}, "epoch" = ${epoch} WHERE "id" = ${id}::uuid RETURNING "head"
    )
    INSERT INTO "StreamEpoch" ("epoch", "streamId", "ordinal", "afterSequence")
    SELECT ${epoch}, ${id}::uuid, 1 + (SELECT max("ordinal") FROM "StreamEpoch" WHERE "streamId" = ${id}::uuid), "head"
    FROM stream`;
  return epoch;
}
