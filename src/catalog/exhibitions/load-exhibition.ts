import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { isReferenced, type Reference } from '../../graphql/reference.ts';
import type { Rate } from '../../money/money.ts';
import { ratesColumn } from './rates.ts';

/** LoadedExhibition is what mutations of other types need of an exhibition. */
export interface LoadedExhibition {
  id: string;
  version: number;
  seriesId: string;
  slug: string;
  languages: string[];
  reportingCurrency: string;
  rates: Rate[];
}

export async function loadExhibition(read: ReadRows, reference: Reference): Promise<LoadedExhibition | null> {
  const [exhibition] = await read<LoadedExhibition>(sql`
    SELECT exhibition."id", exhibition."version", exhibition."seriesId", exhibition."slug", exhibition."languages",
           exhibition."reportingCurrencyCode" AS "reportingCurrency",
           ${ratesColumn}
    FROM "Exhibition" AS exhibition WHERE ${isReferenced('exhibition', reference)}`);
  return exhibition ?? null;
}

export function requireExhibition(exhibition: LoadedExhibition | null): LoadedExhibition {
  if (!exhibition) throw new NotFound('exhibition', ['input', 'exhibition']);
  return exhibition;
}
