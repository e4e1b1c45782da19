/** Objects that may be the same as one that was just added. They are named to the caller; nothing is refused. */
import type { RowOf } from '../../database/models.ts';
import { type RowSelection, rowsOf } from '../../database/row-reader/row-client.ts';
import { allOf, joinSql, querySql, type Sql, sql } from '../../database/sql.ts';
import type { Context } from '../../graphql/context.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import type { Visibility } from '../../graphql/visibility.ts';
import type { LocalizedText } from '../../text/localized-text.ts';
import { gramsToFind, likePattern } from '../../text/search-text.ts';
import { comparableName, comparableWords, websiteHost } from './comparable-name.ts';

type Compared = 'Organization' | 'Person';

interface Candidate {
  id: string;
  names: LocalizedText;
  country: string;
  website: string | null;
}

const maxCandidates = 200;

/**
 * possibleDuplicates finds what has the same name in any language in the same country, or the same website. It reads only what the
 * caller may see, and nothing that is archived.
 */
export async function possibleDuplicates<Name extends Compared>(
  context: Context,
  visibility: Visibility<Name>,
  selection: RowSelection<Name>,
  id: string,
): Promise<RowOf<Name>[]> {
  const { model, table, rule } = visibility;
  const ofOrganization = model === 'Organization';
  const website = ofOrganization ? sql`item."website"` : sql`NULL::text`;
  const read = (where: Sql) =>
    querySql<Candidate>(
      context.database,
      sql`SELECT item."id", item."names", item."country", ${website} AS website FROM ${table} AS item WHERE ${where}`,
    );
  const [own] = await read(sql`item."id" = ${id}::uuid`);
  if (!own) return [];
  const candidates = await read(sql`
    item."id" <> ${id}::uuid AND NOT item."archived" AND ${rule(context.identity)}
    AND ${ofOrganization ? sql`item."kind" = (SELECT "kind" FROM "Organization" WHERE "id" = ${id}::uuid)` : sql`true`}
    AND (${resembles(own, ofOrganization)}) ORDER BY item."sortName", item."id" LIMIT ${maxCandidates}`);
  const { max } = listLimits.possibleDuplicates;
  const ids = candidates.filter((each) => isPossiblySame(own, each)).map((each) => each.id);
  const found = ids.slice(0, max);
  if (found.length === 0) return [];
  const rows = await rowsOf(context.database.rows, model).findMany({
    ...selection,
    condition: sql`item."id" = ANY(${found}::uuid[])`,
  });
  const byId = new Map(rows.map((row) => [(row as { id: string }).id, row]));
  return found.flatMap((each) => byId.get(each) ?? []);
}

/** What an index finds; isPossiblySame decides. */
function resembles({ names, country, website }: Candidate, ofOrganization: boolean): Sql {
  const host = websiteHost(website);
  const ofNames = names.map(({ text }) => {
    const [longest = ''] = comparableWords(text).toSorted((one, other) => other.length - one.length);
    return allOf([
      sql`item."searchGrams" @> ${gramsToFind(longest)}::text[]`,
      sql`item."searchText" LIKE ${likePattern(longest)}`,
    ]);
  });
  const ofWebsite = ofOrganization && host !== null ? [sql`item."website" ILIKE ${likePattern(host)}`] : [];
  const named = sql`(item."country" = ${country} AND (${joinSql(ofNames, ' OR ')}))`;
  return joinSql([named, ...ofWebsite], ' OR ');
}

export function isPossiblySame(one: Omit<Candidate, 'id'>, other: Omit<Candidate, 'id'>): boolean {
  const host = websiteHost(one.website);
  if (host !== null && host === websiteHost(other.website)) return true;
  if (one.country !== other.country) return false;
  const namesOf = ({ names }: Pick<Candidate, 'names'>) => names.map(({ text }) => comparableName(text));
  const known = new Set(namesOf(one));
  return namesOf(other).some((name) => known.has(name));
}
