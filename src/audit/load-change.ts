/** Locks and reads what `undo` needs: the last change of an object, and the rows that it changed as they are now. */

import type { ScopedExhibition, ScopedSeries, SharedObject } from '../auth/policies.ts';
import { joinSql, type Sql, sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import { seriesSql } from '../graphql/scope-columns.ts';
import { lockOrder, lockRows } from '../mutations/row-locks.ts';
import { creatorSql, type SharedTable, usedInSql } from '../mutations/shared-object.ts';
import type { LocalizedText } from '../text/localized-text.ts';
import { hasKeySql, keptTables, tableSql } from './tables.ts';

interface AuditedState {
  type: string;
  id: string;
  exhibition: string | null;
  before: object | null;
  after: object | null;
}

export interface KeptRow {
  table: string;
  /** The columns of the primary key, as JSON. */
  key: string;
  /** The change inserted it. */
  isInserted: boolean;
  /** The change deleted it. */
  isDeleted: boolean;
  /** No later change is in the way: it is as the change left it. */
  isSame: boolean;
  /** Null for rows without a version. */
  version: number | null;
}

export interface LoadedChange {
  /** The id of the audit record. */
  id: string;
  actor: string;
  subjectType: string;
  /** The version of the object. Null if it is deleted: its kept row has the one that it had. */
  version: number | null;
  change: string | null;
  announced: boolean;
  exhibition: ({ id: string } & ScopedExhibition) | null;
  /** The series, if the object is one or belongs to one and to no exhibition. */
  series: ScopedSeries | null;
  /** Who added an object that belongs to neither, and what refers to it. Null for any other object. */
  shared: SharedObject | null;
  /** Every object that the mutation changed. */
  objects: AuditedState[];
  rows: KeptRow[];
  /** Names of organizations and people as they will be. */
  names: { table: 'Organization' | 'Person'; id: string; names: LocalizedText }[];
  /** Deals whose search columns change, with their titles and parties as they will be. */
  deals: { id: string; exhibitionId: string; titles: LocalizedText; parties: Party[] }[];
  /** Exhibitions whose exchange rates change. */
  rates: { id: string; ceremonyIsOpen: boolean }[];
  /** Whether a programme item that the change added was signed or started since. */
  isDoneSince: boolean;
  /** Whether one of the deals and speeches was announced since. */
  isAnnouncedSince: boolean;
}

interface Party {
  names: LocalizedText;
  country: string;
}

const lastChange = (object: string): Sql => sql`
  SELECT * FROM "AuditRecord" WHERE "subjectId" = ${object}::uuid ORDER BY "number" DESC LIMIT 1`;

const keptOf = (object: string): Sql => sql`
  SELECT * FROM "ChangedRow" WHERE "change" = (SELECT last."change" FROM (${lastChange(object)}) AS last)`;

const idsIn = (object: string, table: string, column = 'id'): Sql => sql`
  SELECT (kept."key"::jsonb ->> ${column}::text)::uuid FROM (${keptOf(object)}) AS kept
  WHERE kept."table" = ${table}::text`;

/** The deals that the change touched, or whose parties have other names after the undo. */
const dealIds = (object: string): Sql => sql`
  ${idsIn(object, 'Deal')} UNION ${idsIn(object, 'DealParty', 'dealId')}
  UNION SELECT "dealId" FROM "DealParty" WHERE "organizationId" IN (${idsIn(object, 'Organization')})`;

/** The deals or speeches that the change added to a programme, or removed from it. */
const programmed = (object: string, column: 'dealId' | 'speechId'): Sql => sql`
  SELECT (coalesce(kept."after", kept."before") ->> ${column}::text)::uuid FROM (${keptOf(object)}) AS kept
  WHERE kept."table" = 'ProgrammeItem'`;

/** Beside the rows of the table that the change touched. */
const alsoLocked: Readonly<Record<string, (object: string) => Sql>> = {
  Exhibition: (object) => idsIn(object, 'ExchangeRate', 'exhibitionId'),
  Deal: (object) => sql`${dealIds(object)} UNION ${programmed(object, 'dealId')}`,
  Speech: (object) => programmed(object, 'speechId'),
};

const lockedTables = lockOrder.filter((table) => keptTables.some(({ name }) => name === table));

function lockTable(read: ReadRows, table: (typeof lockOrder)[number], object: string): Promise<string[]> {
  const also = alsoLocked[table];
  const condition = sql`
    locked."id" = ${object}::uuid OR locked."id" IN (
      ${idsIn(object, table)}${also ? sql` UNION ${also(object)}` : sql``})`;
  return lockRows(read, table, condition, 'FOR NO KEY UPDATE');
}

/** Null if nothing is recorded of the object. */
export async function loadChange(read: ReadRows, object: string): Promise<LoadedChange | null> {
  const [locked, , [last], rows, names, deals] = await Promise.all([
    // One undo of a change at a time, also of an object that does not exist any more.
    read<{ change: string }>(sql`
      SELECT "change" FROM "ChangedRow"
      WHERE "change" = (SELECT last."change" FROM (${lastChange(object)}) AS last)
      ORDER BY "table", "key" FOR UPDATE`),
    Promise.all(lockedTables.map((table) => lockTable(read, table, object))),
    read<Omit<LoadedChange, 'rows' | 'names' | 'deals'>>(lastSql(object)),
    read<KeptRow>(rowsSql(object)),
    read<LoadedChange['names'][number]>(sql`
      SELECT "table", "key"::jsonb ->> 'id' AS id, "before" -> 'names' AS names FROM (${keptOf(object)}) AS kept
      WHERE "table" IN ('Organization', 'Person') AND "before" IS NOT NULL`),
    read<LoadedChange['deals'][number]>(dealsSql(object)),
  ]);
  if (!last) return null;
  // Another mutation came first: its rows are not locked.
  const isLocked =
    last.change === null || (locked.length > 0 && locked.every(({ change }) => change === last.change));
  return { ...last, rows: isLocked ? rows : rows.map((row) => ({ ...row, isSame: false })), names, deals };
}

function lastSql(object: string): Sql {
  return sql`
    WITH last AS (${lastChange(object)}), kept AS (${keptOf(object)})
    SELECT (${versionSql(object)}) AS version, last."id", last."actor", last."subjectType", last."change", last."announced",
           (SELECT jsonb_build_object('id', exhibition."id", 'slug', exhibition."slug",
                                      'series', jsonb_build_object('slug', series."slug"))
            FROM (
              SELECT "id", "slug", "seriesId" FROM "Exhibition"
              UNION ALL SELECT "subjectId", "before" ->> 'slug', ("before" ->> 'seriesId')::uuid FROM "AuditRecord"
                WHERE "change" = last."change" AND "subjectType" = 'Exhibition' AND "after" IS NULL
            ) AS exhibition JOIN "ExhibitionSeries" AS series ON series."id" = exhibition."seriesId"
            WHERE exhibition."id" = last."exhibitionId" LIMIT 1) AS exhibition,
           CASE last."subjectType"
             WHEN 'ExhibitionSeries' THEN jsonb_build_object('slug', coalesce(
               (SELECT series."slug" FROM "ExhibitionSeries" AS series WHERE series."id" = last."subjectId"),
               last."before" ->> 'slug'))
             WHEN 'ReportedFigure' THEN (
               CASE WHEN last."exhibitionId" IS NULL THEN ${seriesSql(sql`coalesce(
                 (SELECT figure."seriesId" FROM "ReportedFigure" AS figure WHERE figure."id" = last."subjectId"),
                 (last."before" ->> 'seriesId')::uuid)`)} END)
           END AS series,
           ${sharedSql} AS shared,
           (SELECT jsonb_agg(jsonb_build_object('type', "subjectType", 'id', "subjectId", 'exhibition', "exhibitionId",
                     'before', "before", 'after', "after") ORDER BY "number")
            FROM "AuditRecord" WHERE "change" = last."change") AS objects,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('id', exhibition."id", 'ceremonyIsOpen', EXISTS (
                     SELECT FROM "Ceremony" AS ceremony
                     WHERE ceremony."exhibitionId" = exhibition."id" AND ceremony."status" = 'OPEN'))), '[]')
            FROM "Exhibition" AS exhibition
            WHERE exhibition."id" IN (${idsIn(object, 'ExchangeRate', 'exhibitionId')})) AS rates,
           EXISTS (
             SELECT FROM kept JOIN "ProgrammeItem" AS item ON item."id" = (kept."key"::jsonb ->> 'id')::uuid
             LEFT JOIN "Deal" AS deal ON deal."id" = item."dealId"
             LEFT JOIN "Speech" AS speech ON speech."id" = item."speechId"
             WHERE kept."table" = 'ProgrammeItem' AND kept."before" IS NULL
               AND (deal."status" IN ('SIGNED', 'RETRACTED') OR speech."status" <> 'SCHEDULED')) AS "isDoneSince",
           EXISTS (
             SELECT FROM "Announcement" AS announcement
             JOIN "AnnouncementStream" AS stream ON stream."id" = announcement."streamId" AND stream."mode" = 'LIVE'
             WHERE announcement."announcedAt" > last."at" AND (
               announcement."dealId" IN (${idsIn(object, 'Deal')} UNION ${idsIn(object, 'DealParty', 'dealId')})
               OR announcement."speechId" IN (${idsIn(object, 'Speech')}))) AS "isAnnouncedSince"
    FROM last`;
}

const subject = sql`last."subjectId"`;
const sharedOf = (table: SharedTable): Sql =>
  sql`jsonb_build_object('createdBy', ${creatorSql(subject)}, 'usedIn', ${usedInSql(table, subject)})`;
const sharedSql: Sql = sql`CASE
  WHEN last."subjectType" IN ('Company', 'PublicBody') THEN ${sharedOf('Organization')}
  WHEN last."subjectType" = 'Person' THEN ${sharedOf('Person')}
  WHEN last."subjectType" = 'Industry' THEN ${sharedOf('Industry')} END`;

/** The version of the object; null if it is deleted. */
function versionSql(object: string): Sql {
  const tables = keptTables.filter(({ name, isPart }) => !isPart && name !== 'AnnouncementStream');
  return joinSql(
    tables.map(
      (table) => sql`SELECT item."version" FROM ${tableSql(table)} AS item WHERE item."id" = ${object}::uuid`,
    ),
    ' UNION ALL ',
  );
}

/** Each kept row beside the row with its key. A row that is the same in all but derived columns is the same. */
function rowsSql(object: string): Sql {
  const ofTables = keptTables.map(
    (table) => sql`
      SELECT kept."table", kept."key", kept."before" IS NULL AS "isInserted", kept."after" IS NULL AS "isDeleted",
             (to_jsonb(item) - derived_columns()) IS NOT DISTINCT FROM (kept."after" - derived_columns()) AS "isSame",
             (coalesce(to_jsonb(item), kept."before") ->> 'version')::int AS version
      FROM kept LEFT JOIN ${tableSql(table)} AS item ON ${hasKeySql(table)} WHERE kept."table" = ${table.name}::text`,
  );
  return sql`WITH kept AS (${keptOf(object)}) ${joinSql(ofTables, ' UNION ALL ')}`;
}

function dealsSql(object: string): Sql {
  return sql`
    WITH kept AS (${keptOf(object)}), organization AS (
      SELECT ("key"::jsonb ->> 'id')::uuid AS id, "before" FROM kept WHERE "table" = 'Organization' AND "before" IS NOT NULL
    ), party AS (
      SELECT ("key"::jsonb ->> 'dealId')::uuid AS deal, ("key"::jsonb ->> 'organizationId')::uuid AS organization, "before"
      FROM kept WHERE "table" = 'DealParty'
    )
    SELECT changed.id, coalesce(before."before" ->> 'exhibitionId', deal."exhibitionId"::text) AS "exhibitionId",
           coalesce(before."before" -> 'titles', deal."titles") AS titles,
           (SELECT coalesce(jsonb_agg(jsonb_build_object(
                     'names', coalesce(renamed."before" -> 'names', organization."names"),
                     'country', coalesce(renamed."before" ->> 'country', organization."country"))
                     ORDER BY member.position), '[]')
            FROM (
              SELECT "organizationId" AS organization, "position" FROM "DealParty" AS stays
              WHERE "dealId" = changed.id AND NOT EXISTS (
                SELECT FROM party WHERE party.deal = changed.id AND party.organization = stays."organizationId")
              UNION ALL
              SELECT party.organization, (party."before" ->> 'position')::int FROM party
              WHERE party.deal = changed.id AND party."before" IS NOT NULL
            ) AS member(organization, position)
            LEFT JOIN "Organization" AS organization ON organization."id" = member.organization
            LEFT JOIN organization AS renamed ON renamed.id = member.organization
            WHERE coalesce(renamed."before" -> 'names', organization."names") IS NOT NULL) AS parties
    FROM (${dealIds(object)}) AS changed(id)
    LEFT JOIN kept AS before ON before."table" = 'Deal' AND (before."key"::jsonb ->> 'id')::uuid = changed.id
    LEFT JOIN "Deal" AS deal ON deal."id" = changed.id
    WHERE coalesce(before."before" -> 'titles', deal."titles") IS NOT NULL`;
}
