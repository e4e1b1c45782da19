/**
 * Companies, public bodies, people and industries belong to no exhibition. Who added one, and in which exhibitions and
 * series something refers to it, decide who may change it: mayChangeShared in src/auth/policies.ts. Verbs read this
 * after the object was locked; verbs that make something refer to it wait for that lock.
 */
import { type Sql, sql } from '../database/sql.ts';
import { exhibitionsSql } from '../graphql/scope-columns.ts';

export type SharedTable = 'Organization' | 'Person' | 'Industry';

/** The subject that created the object; null if a migration or the sample data did. */
export function creatorSql(id: Sql): Sql {
  return sql`(SELECT "actor" FROM "AuditRecord" AS rights_record WHERE "subjectId" = ${id} AND "before" IS NULL ORDER BY "at" LIMIT 1)`;
}

const exhibitionsOfOrganizations = (isOrganization: (column: Sql) => Sql): Sql => sql`
  SELECT "exhibitionId" FROM "Exhibitor" AS rights_exhibitor WHERE ${isOrganization(sql`"organizationId"`)}
  UNION SELECT "exhibitionId" FROM "DealParty" AS rights_party
  JOIN "Deal" AS rights_deal ON rights_deal."id" = rights_party."dealId" WHERE ${isOrganization(sql`"organizationId"`)}`;

const seriesOfOrganizations = (isOrganization: (column: Sql) => Sql): Sql => sql`
  SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('slug', "slug")), '[]')
  FROM "ExhibitionSeries" AS rights_series WHERE ${isOrganization(sql`"organizerId"`)}`;

interface Use {
  /** A query of the ids of the exhibitions in which something refers to it. */
  exhibitions: Sql;
  /** A query of the series that refer to it, as a JSON list. */
  series: Sql;
}

const useOf: Readonly<Record<SharedTable, (id: Sql) => Use>> = {
  Organization: (id) => ({
    exhibitions: exhibitionsOfOrganizations((column) => sql`${column} = ${id}`),
    series: seriesOfOrganizations((column) => sql`${column} = ${id}`),
  }),
  Person: (id) => ({
    exhibitions: sql`SELECT "exhibitionId" FROM "Speech" AS rights_speech WHERE "speakerId" = ${id}`,
    series: sql`SELECT '[]'::jsonb`,
  }),
  // A company shows the name of its industry wherever it is shown itself.
  Industry: (id) => {
    const isOfIndustry = (column: Sql) =>
      sql`${column} IN (SELECT "id" FROM "Organization" AS rights_organization WHERE "industryId" = ${id})`;
    return {
      exhibitions: sql`
        SELECT "exhibitionId" FROM "FocusIndustry" AS rights_focus WHERE "industryId" = ${id}
        UNION SELECT "exhibitionId" FROM "Deal" AS rights_deal WHERE "industryId" = ${id}
        UNION ${exhibitionsOfOrganizations(isOfIndustry)}`,
      series: seriesOfOrganizations(isOfIndustry),
    };
  },
};

export const sharedTables: ReadonlySet<string> = new Set(Object.keys(useOf));

/** The columns "createdBy" and "usedIn" of the object: SharedObject of src/auth/policies.ts. */
export function sharedColumns(table: SharedTable, id: Sql): Sql {
  return sql`${creatorSql(id)} AS "createdBy", ${usedInSql(table, id)} AS "usedIn"`;
}

export function usedInSql(table: SharedTable, id: Sql): Sql {
  const { exhibitions, series } = useOf[table](id);
  return sql`jsonb_build_object('exhibitions', ${exhibitionsSql(exhibitions)}, 'series', (${series}))`;
}
