/** The statements that restore the rows of a change from the database's own copy of them: no value passes through here. */
import { models } from '../database/models.ts';
import { joinSql, rawSql, type Sql, sql } from '../database/sql.ts';
import { indexColumns } from '../derived-columns/index-deals.ts';
import { nameColumns } from '../derived-columns/name-columns.ts';
import { reportingAmountsSql } from '../derived-columns/reporting-amounts.ts';
import { updateRow } from '../mutations/write-rows.ts';
import type { LoadedChange } from './load-change.ts';
import { hasKeySql, type KeptTable, keptTables, tableSql } from './tables.ts';

/**
 * restoreRows deletes parts first, since positions are unique; then it inserts and updates in the order of the tables,
 * and deletes last what the change inserted.
 */
export function restoreRows(change: string, { rows, names, deals, rates }: LoadedChange): Sql[] {
  const tables = keptTables.filter(({ name }) => rows.some(({ table }) => table === name));
  const parts = tables.filter(({ isPart }) => isPart);
  const nouns = tables.filter(({ isPart }) => !isPart);
  return [
    ...parts.map((table) => deleteSql(table, change, sql`true`)),
    ...nouns.map((table) => insertSql(table, change, sql`kept."after" IS NULL`)),
    ...nouns.map((table) => updateSql(table, change)),
    ...parts.map((table) => insertSql(table, change, sql`true`)),
    ...nouns.toReversed().map((table) => deleteSql(table, change, sql`kept."before" IS NULL`)),
    ...names.flatMap(({ table, id, names: restored }) => updateRow(table, id, nameColumns(restored))),
    ...deals.flatMap(({ id, titles, parties }) => updateRow('Deal', id, indexColumns(titles, parties))),
    ...deals.map(({ id, exhibitionId }) => reportingAmountsSql(exhibitionId, id)),
    ...rates.map(({ id }) => reportingAmountsSql(id)),
  ];
}

const keptIn = ({ name }: KeptTable, change: string): Sql =>
  sql`(SELECT * FROM "ChangedRow" WHERE "change" = ${change}::uuid AND "table" = ${name}::text) AS kept`;

function deleteSql(table: KeptTable, change: string, which: Sql): Sql {
  return sql`DELETE FROM ${tableSql(table)} AS item USING ${keptIn(table, change)} WHERE ${hasKeySql(table)} AND ${which}`;
}

/** With a new version: a caller who has seen the row before it was deleted has not seen this one. */
function insertSql(table: KeptTable, change: string, which: Sql): Sql {
  const restored = sql`
    CASE WHEN kept."before" ? 'version'
      THEN jsonb_set(kept."before", '{version}', to_jsonb((kept."before" ->> 'version')::int + 1)) ELSE kept."before" END`;
  return sql`
    INSERT INTO ${tableSql(table)}
    SELECT restored.* FROM ${keptIn(table, change)}
    CROSS JOIN LATERAL jsonb_populate_record(NULL::${tableSql(table)}, ${restored}) AS restored
    WHERE kept."before" IS NOT NULL AND ${which}`;
}

/** Columns that no person enters: SQL function derived_columns of the migration "undo". */
const derived: readonly string[] = [
  ...[
    'id',
    'version',
    'programmeVersion',
    'createdAt',
    'publicSince',
    'latestAt',
    'searchText',
    'searchGrams',
  ],
  ...['sortName', 'countries', 'amountInReportingCurrency', 'cue', 'rehearsalCue'],
];

function updateSql(table: KeptTable, change: string): Sql {
  const columns = [...models.get(table.name)!.columns.keys()].filter((column) => !derived.includes(column));
  const assignments = columns.map((column) => rawSql(`"${column}" = restored."${column}"`));
  return sql`
    UPDATE ${tableSql(table)} AS item SET ${joinSql(assignments)}
    FROM ${keptIn(table, change)} CROSS JOIN LATERAL jsonb_populate_record(NULL::${tableSql(table)}, kept."before") AS restored
    WHERE ${hasKeySql(table)} AND kept."before" IS NOT NULL AND kept."after" IS NOT NULL`;
}
