/** Loads a ceremony for a mutation, with everything that its announcement contains. */
import type { CeremonySnapshot, StreamMode } from '../../announcements/content.ts';
import type { Identity } from '../../auth/identity.ts';
import { requireOperator } from '../../auth/policies.ts';
import { ratesColumn } from '../../catalog/exhibitions/rates.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { NotFound } from '../../errors/user-errors.ts';
import type { Rate } from '../../money/money.ts';
import type { LocalizedText } from '../../text/localized-text.ts';

type Status = 'PLANNED' | 'OPEN' | 'CLOSED';

export interface LoadedCeremony {
  id: string;
  version: number;
  programmeVersion: number;
  exhibitionId: string;
  slug: string;
  reportingCurrency: string;
  rates: Rate[];
  kind: CeremonySnapshot['kind'];
  names: LocalizedText;
  status: Status;
  rehearsalStatus: Status;
  /** Whether another ceremony of the exhibition is open in the same mode. */
  anotherIsOpen: boolean;
  /** Whether a speech is in progress in the same mode. */
  speechInProgress: boolean;
}

export async function lockCeremony(read: ReadRows, id: string): Promise<void> {
  await read(sql`SELECT 1 FROM "Ceremony" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`);
}

/** Call it after locking the ceremony. Null if the ceremony does not exist. */
export async function readCeremony(
  read: ReadRows,
  id: string,
  mode: StreamMode,
): Promise<LoadedCeremony | null> {
  const [ceremony] = await read<LoadedCeremony>(sql`
    SELECT ceremony."id", ceremony."version", ceremony."programmeVersion", ceremony."exhibitionId", exhibition."slug",
           exhibition."reportingCurrencyCode" AS "reportingCurrency", ${ratesColumn},
           ceremony."kind", ceremony."names", ceremony."status", ceremony."rehearsalStatus",
           EXISTS (SELECT FROM "Ceremony" AS other
                   WHERE other."exhibitionId" = ceremony."exhibitionId" AND other."id" <> ceremony."id"
                     AND CASE ${mode} WHEN 'LIVE' THEN other."status" ELSE other."rehearsalStatus" END = 'OPEN'
           ) AS "anotherIsOpen",
           EXISTS (SELECT FROM "Speech" AS speech
                   WHERE speech."exhibitionId" = ceremony."exhibitionId"
                     AND CASE ${mode} WHEN 'LIVE' THEN speech."status" ELSE speech."rehearsalStatus" END = 'STARTED'
           ) AS "speechInProgress"
    FROM "Ceremony" AS ceremony
    JOIN "Exhibition" AS exhibition ON exhibition."id" = ceremony."exhibitionId"
    WHERE ceremony."id" = ${id}::uuid`);
  return ceremony ?? null;
}

export function requireCeremony(ceremony: LoadedCeremony | null, identity: Identity): LoadedCeremony {
  if (!ceremony) throw new NotFound('ceremony', ['input', 'ceremony']);
  requireOperator(identity, ceremony.slug);
  return ceremony;
}

export function ceremonySnapshot({ id, kind, names }: LoadedCeremony): CeremonySnapshot {
  return { id, kind, names };
}
