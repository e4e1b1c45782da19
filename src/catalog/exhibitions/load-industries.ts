import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { type InputPath, InvalidInput } from '../../errors/user-errors.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import type { LocalizedText } from '../../text/localized-text.ts';

export interface LoadedIndustry {
  id: string;
  code: string;
  names: LocalizedText;
}

/** Locks the industries and reads them: who renames one finds all deals of it. The deal and the organization are locked before. */
export async function loadIndustries(
  read: ReadRows,
  codes: readonly (string | null | undefined)[],
): Promise<LoadedIndustry[]> {
  const given = codes.filter((code) => code != null);
  if (given.length === 0) return [];
  const [, industries] = await Promise.all([
    lockRows(read, 'Industry', sql`locked."code" = ANY(${given}::text[])`, 'FOR SHARE'),
    read<LoadedIndustry>(
      sql`SELECT "id", "code", "names" FROM "Industry" WHERE "code" = ANY(${given}::text[])`,
    ),
  ]);
  return industries;
}

export function requireIndustry(
  industries: readonly LoadedIndustry[],
  code: string,
  path: InputPath = ['input', 'industry'],
): LoadedIndustry {
  const found = industries.find((each) => each.code === code);
  if (!found) throw InvalidInput.at(path, `there is no industry ${code}`);
  return found;
}
