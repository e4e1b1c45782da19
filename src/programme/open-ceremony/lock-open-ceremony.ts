import type { StreamMode } from '../../announcements/content.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { CeremonyNotOpen } from '../../errors/user-errors.ts';

export interface OpenCeremony {
  id: string;
}

/**
 * Locks and reads the open ceremony of the exhibition of a deal or speech. Null if none is open. The lock keeps the
 * ceremony from being closed before the announcement. It is taken before the lock of the deal or speech.
 */
export async function lockOpenCeremonyOf(
  read: ReadRows,
  subject: { deal: string } | { speech: string },
  mode: StreamMode,
): Promise<OpenCeremony | null> {
  const [ceremony] = await read<OpenCeremony>(
    'deal' in subject
      ? sql`
          SELECT "id" FROM "Ceremony"
          WHERE "exhibitionId" = (SELECT "exhibitionId" FROM "Deal" WHERE "id" = ${subject.deal}::uuid)
            AND CASE ${mode} WHEN 'LIVE' THEN "status" ELSE "rehearsalStatus" END = 'OPEN' FOR SHARE`
      : // An exclusive lock, so that two speeches cannot start at the same time.
        sql`
          SELECT "id" FROM "Ceremony"
          WHERE "exhibitionId" = (SELECT "exhibitionId" FROM "Speech" WHERE "id" = ${subject.speech}::uuid)
            AND CASE ${mode} WHEN 'LIVE' THEN "status" ELSE "rehearsalStatus" END = 'OPEN' FOR NO KEY UPDATE`,
  );
  return ceremony ?? null;
}

export function requireOpen(ceremony: OpenCeremony | null, path: string[]): OpenCeremony {
  if (!ceremony) throw new CeremonyNotOpen('No ceremony of this exhibition is open.', path);
  return ceremony;
}
