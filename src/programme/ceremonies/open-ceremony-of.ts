import type { StreamMode } from '../../announcements/content.ts';
import type { SqlTransaction } from '../../database/sql-transaction.ts';
import { CeremonyNotOpen } from '../../errors/user-errors.ts';

/**
 * The open ceremony of the exhibition that a deal or a speech is of, locked against being closed meanwhile:
 * nothing is told after its closing. Null if none is open.
 *
 * Lock order everywhere: the ceremony, then the deal or the speech, then the stream.
 */
export async function lockOpenCeremonyOf(
  tx: SqlTransaction,
  subject: { deal: string } | { speech: string },
  mode: StreamMode,
): Promise<{ id: string } | null> {
  const rows =
    'deal' in subject
      ? await tx.$queryRaw<{ id: string }[]>`
          SELECT "id" FROM "Ceremony"
          WHERE "exhibitionId" = (SELECT "exhibitionId" FROM "Deal" WHERE "id" = ${subject.deal}::uuid)
            AND CASE ${mode} WHEN 'LIVE' THEN "status" ELSE "rehearsalStatus" END = 'OPEN' FOR SHARE`
      : // Exclusively: two speeches must not both find the stage free.
        await tx.$queryRaw<{ id: string }[]>`
          SELECT "id" FROM "Ceremony"
          WHERE "exhibitionId" = (SELECT "exhibitionId" FROM "Speech" WHERE "id" = ${subject.speech}::uuid)
            AND CASE ${mode} WHEN 'LIVE' THEN "status" ELSE "rehearsalStatus" END = 'OPEN' FOR NO KEY UPDATE`;
  return rows[0] ?? null;
}

export function requireOpen(ceremony: { id: string } | null, path: string[]): { id: string } {
  if (!ceremony) throw new CeremonyNotOpen('No ceremony of this exhibition is open.', path);
  return ceremony;
}
