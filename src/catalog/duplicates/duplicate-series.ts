/** Series that may be the same as one that was just added: with the same name in a language, in the same host country. */
import type { RowOf } from '../../database/models.ts';
import type { RowSelection } from '../../database/row-reader/row-client.ts';
import { querySql, sql } from '../../database/sql.ts';
import type { Context } from '../../graphql/context.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import type { LocalizedText } from '../../text/localized-text.ts';
import { isPossiblySame } from './possible-duplicates.ts';

interface Candidate {
  id: string;
  names: LocalizedText;
  country: string;
}

/** The oldest ones are compared. A server has a few series, each with many editions. */
const maxCandidates = 500;

export async function duplicateSeries(
  { database }: Context,
  selection: RowSelection<'ExhibitionSeries'>,
  id: string,
): Promise<RowOf<'ExhibitionSeries'>[]> {
  const candidates = await querySql<Candidate>(
    database,
    sql`SELECT series."id", series."names", series."hostCountry" AS country
        FROM "ExhibitionSeries" AS series JOIN "ExhibitionSeries" AS own ON own."id" = ${id}::uuid
        WHERE series."hostCountry" = own."hostCountry" AND (series."id" = own."id" OR NOT series."archived")
        ORDER BY series."id" = own."id" DESC, series."createdAt", series."id" LIMIT ${maxCandidates}`,
  );
  const [own, ...others] = candidates.map((each) => ({ ...each, website: null }));
  if (!own) return [];
  const found = others
    .filter((each) => isPossiblySame(own, each))
    .slice(0, listLimits.possibleDuplicates.max);
  if (found.length === 0) return [];
  return database.rows.exhibitionSeries.findMany({
    ...selection,
    condition: sql`item."id" = ANY(${found.map((each) => each.id)}::uuid[])`,
  });
}
