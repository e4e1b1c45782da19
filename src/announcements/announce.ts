/**
 * Inserts one announcement in the transaction of the caller.
 *
 * Promises: sequences are 1, 2, 3 … without a gap, in commit order; a rolled back transaction consumes none.
 * announcedAt is never earlier than in the previous announcement, and is the time that the subject gets (`signedAt`).
 *
 * It is one statement and the last before COMMIT, so that the row of the stream stays locked only while Postgres works.
 * All transactions lock the subject first and the stream second.
 */
import { randomBytes } from 'node:crypto';
import { Prisma } from '../../prisma/generated/client/client.ts';
import { lineageSql } from '../database/lineage.ts';
import { type Sql, sql } from '../database/sql.ts';
import type { Rate } from '../money/money.ts';
import type { PersonalValue } from '../privacy/personal-values.ts';
import type { AnnouncementRow } from './announcement-source.ts';
import type { AnnouncementContent, StreamMode } from './content.ts';
import { contentHashOf } from './content-hash.ts';
import { type PersonalSpeech, storeContent } from './read-speech-snapshot.ts';
import type { TotalsChange } from './totals.ts';

export interface NewAnnouncement {
  exhibitionId: string;
  mode: StreamMode;
  content: AnnouncementContent;
  /** The subject of the announcement. A notice has none. */
  subject?: { dealId: string } | { speechId: string } | { ceremonyId: string };
  /** Changes to the totals of the previous announcement. */
  totals?: TotalsChange[];
  reportingCurrency: string;
  rates: Rate[];
  /**
   * The UPDATE of the subject, whose row is locked already, where it has the time of the announcement: `FROM moved`,
   * with `announcedAt`.
   */
  change?: Sql;
}

/** The time of the announcement in its `change`. */
export const announcedAt = Prisma.raw('moved."lastAnnouncedAt"');

/** An announcement as its row stores it, and the personal value that is stored apart. */
export interface StoredAnnouncement extends NewAnnouncement {
  id: string;
  stored: Record<string, unknown>;
  personal: PersonalValue | null;
  contentHash: string;
}

export function storedAnnouncement<Given extends NewAnnouncement & { id: string }>(
  given: Given,
): Given & StoredAnnouncement {
  const { content: stored, personal } = storeContent(given.content);
  return { ...given, stored, personal, contentHash: contentHashOf({ ...given, content: stored }) };
}

export interface AnnouncementToInsert extends StoredAnnouncement {
  /** Null for the time of the database. A time before that of the previous announcement is replaced by it. */
  at: Date | null;
}

/** The columns that the statement returns. */
export type InsertedAnnouncement = Pick<
  AnnouncementRow,
  'streamId' | 'sequence' | 'epoch' | 'announcedAt' | 'totals' | 'exhibitionSlug' | 'hash' | 'previousHash'
>;

/** See lineage.ts. */
export const currentLineage = Prisma.raw(lineageSql);

export function newEpoch(): string {
  return randomBytes(9).toString('base64url');
}

/** The first announcement on another lineage begins an epoch. Without a stream the statement fails, as streamId is null. */
export function announceSql(input: AnnouncementToInsert): Sql {
  const {
    id,
    at,
    exhibitionId,
    mode,
    totals = [],
    reportingCurrency,
    rates,
    change,
    stored,
    contentHash,
  } = input;
  const { kind } = input.content;
  const subject = { dealId: null, speechId: null, ceremonyId: null, ...input.subject };
  const nextEpoch = newEpoch();
  return sql`
    WITH moved AS (
      UPDATE "AnnouncementStream" AS stream SET
        "head" = "head" + 1,
        "totals" = totals_after("totals", ${JSON.stringify(totals)}::jsonb),
        "epoch" = CASE "lineage" WHEN here."current" THEN "epoch" ELSE ${nextEpoch} END,
        "lineage" = here."current",
        "lastAnnouncedAt" = greatest(coalesce(${at}::timestamptz, clock_timestamp()), "lastAnnouncedAt")
      FROM (SELECT ${currentLineage} AS "current") AS here
      WHERE "exhibitionId" = ${exhibitionId}::uuid AND "mode" = ${mode}::"StreamMode"
      RETURNING stream.*
    ), begun AS (
      INSERT INTO "StreamEpoch" ("epoch", "streamId", "ordinal", "afterSequence")
      SELECT "epoch", "id", 1 + (SELECT max("ordinal") FROM "StreamEpoch" WHERE "streamId" = moved."id"), "head" - 1
      FROM moved WHERE "epoch" = ${nextEpoch}
    )${change ? sql`, changed AS (${change})` : Prisma.empty}
    INSERT INTO "Announcement"
      ("id", "streamId", "sequence", "epoch", "kind", "announcedAt", "dealId", "speechId", "ceremonyId", "content", "totals",
       "contentHash")
    SELECT ${id}::uuid, moved."id", moved."head", moved."epoch", ${kind}::"AnnouncementKind",
           moved."lastAnnouncedAt",
           ${subject.dealId}::uuid, ${subject.speechId}::uuid, ${subject.ceremonyId}::uuid,
           ${JSON.stringify(stored)}::jsonb, moved."totals" || ${JSON.stringify({ reportingCurrency, rates })}::jsonb,
           ${contentHash}
    FROM (SELECT) AS announcement LEFT JOIN moved ON true
    RETURNING "streamId", "sequence", "epoch", "announcedAt", "totals", "hash", "previousHash",
              (SELECT "slug" FROM "Exhibition" WHERE "id" = ${exhibitionId}::uuid) AS "exhibitionSlug"`;
}

/** announcementRow composes the inserted row without another read. */
export function announcementRow(
  { id, mode, exhibitionId, subject, stored, personal, content: { kind } }: StoredAnnouncement,
  announced: InsertedAnnouncement,
): AnnouncementRow {
  return {
    dealId: null,
    speechId: null,
    ceremonyId: null,
    ...subject,
    ...announced,
    id,
    exhibitionId,
    mode,
    kind,
    content: stored,
    personal: personal && (personal.value as PersonalSpeech),
    outdatesEarlier: kind === 'PERSON_REDACTED',
  };
}
