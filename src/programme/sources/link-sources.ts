/** The statements that link a row with the sources that reported it, and that read them. */
import { rawSql, type Sql, sql } from '../../database/sql.ts';
import type { SourceColumns } from './source-input.ts';

/** The tables with sources: the name of the table of the links, and its columns for the row and for the source. */
const links = {
  ReportedFigure: ['_ReportedFigureToSource', 'A', 'B'],
  DealOutcome: ['_DealOutcomeToSource', 'A', 'B'],
  Deal: ['_DealToSource', 'A', 'B'],
  Speech: ['_SourceToSpeech', 'B', 'A'],
} as const;

export type Sourced = keyof typeof links;

function linkOf(table: Sourced) {
  const [name, row, source] = links[table].map((each) => rawSql(`"${each}"`)) as [Sql, Sql, Sql];
  return { name, row, source };
}

/**
 * linkSources adds sources. A known source keeps its row. It is identified by publisher, reference and
 * day, and locked in that order.
 */
export function linkSources(table: Sourced, id: string, sources: readonly SourceColumns[]): Sql[] {
  if (sources.length === 0) return [];
  const { name, row, source } = linkOf(table);
  return [
    sql`
    WITH given AS (
      SELECT * FROM jsonb_populate_recordset(NULL::"Source", ${JSON.stringify(sources)}::jsonb)
    ), inserted AS (
      INSERT INTO "Source" ("id", "publisher", "reference", "publishedOn", "url")
      SELECT "id", "publisher", "reference", "publishedOn", "url" FROM given
      ORDER BY "publisher", "reference", "publishedOn"
      ON CONFLICT ("publisher", "reference", "publishedOn") DO UPDATE SET "publisher" = EXCLUDED."publisher"
      RETURNING "id"
    )
    INSERT INTO ${name} (${row}, ${source}) SELECT ${id}::uuid, "id" FROM inserted`,
  ];
}

export function replaceSources(table: Sourced, id: string, sources: readonly SourceColumns[]): Sql[] {
  const { name, row } = linkOf(table);
  return [sql`DELETE FROM ${name} WHERE ${row} = ${id}::uuid`, ...linkSources(table, id, sources)];
}

/** The column `sources` of the row under the alias `item`, as the audit log shows it. */
export function sourcesColumn(table: Sourced): Sql {
  const { name, row, source } = linkOf(table);
  return sql`(
    SELECT coalesce(jsonb_agg(jsonb_build_object(
             'publisher', source."publisher", 'reference', source."reference",
             'publishedOn', source."publishedOn", 'url', source."url") ORDER BY source."id"), '[]')
    FROM ${name} AS link JOIN "Source" AS source ON source."id" = link.${source}
    WHERE link.${row} = item."id") AS sources`;
}
