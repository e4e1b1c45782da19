import type { ScopedSeries } from '../../auth/policies.ts';
import { rawSql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { isReferenced, type Reference } from '../../graphql/reference.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import type { Rate } from '../../money/money.ts';
import { type LockStrength, lockRows } from '../../mutations/row-locks.ts';
import { ratesColumn } from './rates.ts';

/** LoadedExhibition is what mutations of other types need of an exhibition. */
export interface LoadedExhibition {
  id: string;
  version: number;
  seriesId: string;
  slug: string;
  series: ScopedSeries;
  languages: string[];
  reportingCurrency: string;
  rates: Rate[];
  startsOn: string;
  endsOn: string;
  timeZone: string;
}

/** Locks the exhibition and reads it; null if there is none. */
export async function loadExhibition(
  read: ReadRows,
  reference: Reference,
  strength: LockStrength = 'FOR SHARE',
): Promise<LoadedExhibition | null> {
  const [, [exhibition]] = await Promise.all([
    lockRows(read, 'Exhibition', isReferenced('locked', reference), strength),
    read<LoadedExhibition>(sql`
    SELECT exhibition."id", exhibition."version", exhibition."seriesId", exhibition."slug", ${seriesColumn}, exhibition."languages",
           exhibition."startsOn"::text, exhibition."endsOn"::text, exhibition."timeZone",
           exhibition."reportingCurrencyCode" AS "reportingCurrency",
           ${ratesColumn}
    FROM "Exhibition" AS exhibition WHERE ${isReferenced('exhibition', reference)}`),
  ]);
  return exhibition ?? null;
}

/**
 * Locks the exhibition of a deal, a speech or a ceremony, whose languages and rates a verb decides by. They do not move
 * to another exhibition.
 */
export async function lockExhibitionOf(
  read: ReadRows,
  table: 'Deal' | 'Speech' | 'Ceremony',
  id: string,
  strength: LockStrength = 'FOR SHARE',
): Promise<void> {
  const owned = rawSql(`"${table}"`);
  await lockRows(
    read,
    'Exhibition',
    sql`locked."id" = (SELECT "exhibitionId" FROM ${owned} WHERE "id" = ${id}::uuid)`,
    strength,
  );
}

export function requireExhibition(exhibition: LoadedExhibition | null): LoadedExhibition {
  if (!exhibition) throw new NotFound('exhibition', ['input', 'exhibition']);
  return exhibition;
}
