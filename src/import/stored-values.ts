/**
 * What is stored, as the fields of the input of a verb: the import compares rows with it, and the export writes it. Each
 * returns a query of `id` and `values`.
 */
import { type Sql, sql } from '../database/sql.ts';

type Stored = (ids: readonly string[]) => Sql;

/** The global id of graphql/global-id.ts. */
export function globalId(typename: Sql, id: Sql): Sql {
  return sql`translate(rtrim(encode(convert_to(${typename} || ':' || ${id}, 'UTF8'), 'base64'), '='), E'+/\n', '-_')`;
}

export function organizationId(id: Sql): Sql {
  return sql`(SELECT ${globalId(
    sql`CASE organization."kind" WHEN 'COMPANY' THEN 'Company' ELSE 'PublicBody' END`,
    sql`organization."id"`,
  )} FROM "Organization" AS organization WHERE organization."id" = ${id})`;
}

const isIn = (ids: readonly string[]) => sql`item."id" = ANY(${[...ids]}::uuid[])`;
const code = (id: Sql) => sql`(SELECT "code" FROM "Industry" WHERE "id" = ${id})`;
const time = (column: Sql) => sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const industries: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object('code', item."code", 'nameTranslations', item."names") AS values
  FROM "Industry" AS item WHERE ${isIn(ids)}`;

export const companies: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object('nameTranslations', item."names", 'country', item."country",
           'industry', ${code(sql`item."industryId"`)}, 'website', item."website", 'sample', item."sample") AS values
  FROM "Organization" AS item WHERE ${isIn(ids)} AND item."kind" = 'COMPANY'`;

export const publicBodies: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object('nameTranslations', item."names", 'bodyKind', item."bodyKind",
           'country', item."country", 'website', item."website", 'sample', item."sample") AS values
  FROM "Organization" AS item WHERE ${isIn(ids)} AND item."kind" = 'PUBLIC_BODY'`;

export const people: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object('nameTranslations', item."names", 'country', item."country",
           'sample', item."sample") AS values
  FROM "Person" AS item WHERE ${isIn(ids)}`;

export const series: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object('slug', item."slug", 'nameTranslations', item."names",
           'hostCityTranslations', item."hostCity", 'hostCountry', item."hostCountry",
           'hostSubdivision', item."hostSubdivision", 'partnerCountries', to_jsonb(item."partnerCountries"),
           'heldSince', item."heldSince", 'organizer', ${organizationId(sql`item."organizerId"`)},
           'sample', item."sample") AS values
  FROM "ExhibitionSeries" AS item WHERE ${isIn(ids)}`;

export const exhibitions: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object('slug', item."slug",
           'series', (SELECT "slug" FROM "ExhibitionSeries" WHERE "id" = item."seriesId"), 'edition', item."edition",
           'nameTranslations', item."names", 'themeTranslations', item."theme", 'startsOn', item."startsOn"::text,
           'endsOn', item."endsOn"::text, 'timeZone', item."timeZone", 'languages', to_jsonb(item."languages"),
           'reportingCurrency', item."reportingCurrencyCode",
           'focusIndustries', (
             SELECT coalesce(jsonb_agg(${code(sql`focus."industryId"`)} ORDER BY focus."position"), '[]')
             FROM "FocusIndustry" AS focus WHERE focus."exhibitionId" = item."id"),
           'exchangeRates', (
             SELECT coalesce(jsonb_agg(jsonb_build_object('currency', rate."currencyCode",
                      'rate', trim_scale(rate."rate")::text, 'date', rate."date"::text, 'source', rate."source")
                      ORDER BY rate."currencyCode"), '[]')
             FROM "ExchangeRate" AS rate WHERE rate."exhibitionId" = item."id"),
           'sample', item."sample") AS values
  FROM "Exhibition" AS item WHERE ${isIn(ids)}`;

export const venues: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object('nameTranslations', item."names", 'cityTranslations', item."city",
           'country', item."country", 'timeZone', item."timeZone") AS values
  FROM "Venue" AS item WHERE ${isIn(ids)}`;

export const exhibitors: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object('organization', ${organizationId(sql`item."organizationId"`)},
           'mainExhibitor', ${globalId(sql`'Exhibitor'`, sql`item."mainExhibitorId"`)}, 'hall', item."hall",
           'booth', item."booth", 'sample', item."sample") AS values
  FROM "Exhibitor" AS item WHERE ${isIn(ids)}`;

export const deals: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object('titleTranslations', item."titles", 'category', item."category",
           'instrument', item."instrument",
           'amount', CASE WHEN item."amount" IS NOT NULL THEN jsonb_build_object(
             'amount', trim_scale(item."amount")::text, 'currency', item."currencyCode") END,
           'industry', ${code(sql`item."industryId"`)},
           'signedOn', item."signedOn"::text, 'noteTranslations', item."notes",
           'status', item."status",
           'signedAt', coalesce(item."signedOn"::text, (
             SELECT to_char(item."signedAt" AT TIME ZONE place."timeZone", 'YYYY-MM-DD HH24:MI')
             FROM "Exhibition" AS place WHERE place."id" = item."exhibitionId")),
           'parties', (
             SELECT coalesce(jsonb_agg(jsonb_build_object(
                      'organization', ${organizationId(sql`party."organizationId"`)}, 'role', party."role")
                      ORDER BY party."position"), '[]')
             FROM "DealParty" AS party WHERE party."dealId" = item."id"),
           'sample', item."sample") AS values
  FROM "Deal" AS item WHERE ${isIn(ids)}`;

export const speeches: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object('speaker', ${globalId(sql`'Person'`, sql`item."speakerId"`)},
           'officeTranslations', item."office", 'language', item."language", 'textTranslations', item."texts",
           'paraphrase', item."paraphrase", 'givenOn', item."givenOn"::text,
           'noteTranslations', item."notes", 'status', item."status", 'sample', item."sample") AS values
  FROM "Speech" AS item WHERE ${isIn(ids)}`;

export const ceremonies: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object('kind', item."kind", 'nameTranslations', item."names",
           'startsAt', ${time(sql`item."startsAt"`)}, 'endsAt', ${time(sql`item."endsAt"`)},
           'venues', (
             SELECT coalesce(jsonb_agg(${globalId(sql`'Venue'`, sql`place."venueId"`)} ORDER BY place."position"), '[]')
             FROM "CeremonyVenue" AS place WHERE place."ceremonyId" = item."id"),
           'invitedGuests', item."invitedGuests", 'status', item."status", 'sample', item."sample") AS values
  FROM "Ceremony" AS item WHERE ${isIn(ids)}`;

export const programmes: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object('items', (
           SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                    'deal', ${globalId(sql`'Deal'`, sql`entry."dealId"`)},
                    'speech', ${globalId(sql`'Speech'`, sql`entry."speechId"`)},
                    'title', CASE WHEN entry."titles" IS NOT NULL THEN jsonb_build_object(
                      'kind', entry."titledKind", 'titleTranslations', entry."titles") END,
                    'startsAt', ${time(sql`entry."startsAt"`)}, 'durationSeconds', entry."durationSeconds")) ORDER BY entry."position"), '[]')
           FROM "ProgrammeItem" AS entry WHERE entry."ceremonyId" = item."id")) AS values
  FROM "Ceremony" AS item WHERE ${isIn(ids)}`;

export const figures: Stored = (ids) => sql`
  SELECT item."id", jsonb_build_object(
           'ceremony', ${globalId(sql`'Ceremony'`, sql`item."ceremonyId"`)}, 'metric', item."metric",
           'value', trim_scale(item."value")::text, 'currency', item."currencyCode", 'qualifier', item."qualifier",
           'fromEdition', item."fromEdition", 'toEdition', item."toEdition", 'asOf', item."asOf"::text,
           'noteTranslations', item."notes",
           'sources', (
             SELECT coalesce(jsonb_agg(jsonb_build_object('publisher', source."publisher",
                      'reference', nullif(source."reference", ''), 'publishedOn', source."publishedOn"::text,
                      'url', source."url") ORDER BY source."publisher", source."reference", source."publishedOn"), '[]')
             FROM "_ReportedFigureToSource" AS link JOIN "Source" AS source ON source."id" = link."B"
             WHERE link."A" = item."id")) AS values
  FROM "ReportedFigure" AS item WHERE ${isIn(ids)}`;
