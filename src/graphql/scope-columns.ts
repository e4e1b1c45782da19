/**
 * What the rights of a caller depend on (src/auth/policies.ts), as Prisma selects it of an exhibition and SQL reads it. The
 * aliases begin with "rights_": these reads need no lock, because slugs, and the series of an exhibition, never change.
 */
import { type Sql, sql } from '../database/sql.ts';

export const scopeColumns = { slug: true, series: { select: { slug: true } } } as const;

/** The column `series` of the exhibition under the alias `exhibition`; Select `slug` with it. */
export const seriesColumn: Sql = sql`${seriesSql(sql`exhibition."seriesId"`)} AS series`;

/** A series by the expression of its id, as JSON. */
export function seriesSql(id: Sql): Sql {
  return sql`(
    SELECT jsonb_build_object('slug', rights_series."slug") FROM "ExhibitionSeries" AS rights_series
    WHERE rights_series."id" = ${id})`;
}

const scope = sql`
  jsonb_build_object('id', rights_exhibition."id", 'slug', rights_exhibition."slug",
                     'series', jsonb_build_object('slug', rights_series."slug"))`;
const exhibitions = sql`
  "Exhibition" AS rights_exhibition
  JOIN "ExhibitionSeries" AS rights_series ON rights_series."id" = rights_exhibition."seriesId"`;

/** An exhibition by the expression of its id: its id, its slug and its series, as JSON. */
export function exhibitionSql(id: Sql): Sql {
  return sql`(SELECT ${scope} FROM ${exhibitions} WHERE rights_exhibition."id" = ${id})`;
}

/** The exhibitions whose ids are the result of a query, as a JSON list. */
export function exhibitionsSql(ids: Sql): Sql {
  return sql`(
    SELECT coalesce(jsonb_agg(${scope}), '[]') FROM ${exhibitions} WHERE rights_exhibition."id" IN (${ids}))`;
}
