import type { DealCategory, Instrument } from '../../../prisma/generated/client/enums.ts';
import { querySql, sql } from '../../database/sql.ts';
import type { Context } from '../../graphql/context.ts';

/** Signed deals that are alike in all that a reported figure may cover. */
export interface SignedDeals {
  exhibitionId: string;
  ceremonyId: string;
  category: DealCategory;
  instrument: Instrument;
  /** An investment with an investor from a country of none of its hosts; without a host, not from the series' host country. */
  isForeignFunded: boolean;
  deals: number;
  /** Both null for deals without an amount. */
  currency: string | null;
  amount: string | null;
}

/** The signed deals of an exhibition, as corrected and without retracted ones. */
export function signedDealsOf({ database, loaders }: Context, exhibitionId: string): Promise<SignedDeals[]> {
  return loaders.load('signed deals', exhibitionId, async (ids) => {
    const rows = await querySql<SignedDeals>(
      database,
      sql`
        WITH deal AS (
          SELECT deal."exhibitionId", deal."ceremonyId", deal."category", deal."instrument", deal."currencyCode",
                 deal."amount", series."hostCountry",
                 array_agg(org."country") FILTER (WHERE party."role" = 'INVESTOR') AS investors,
                 array_agg(org."country") FILTER (WHERE party."role" = 'HOST') AS hosts
          FROM "Deal" AS deal
          JOIN "Exhibition" AS exhibition ON exhibition."id" = deal."exhibitionId"
          JOIN "ExhibitionSeries" AS series ON series."id" = exhibition."seriesId"
          JOIN "DealParty" AS party ON party."dealId" = deal."id"
          JOIN "Organization" AS org ON org."id" = party."organizationId"
          WHERE deal."exhibitionId" = ANY(${[...ids]}::uuid[]) AND deal."status" = 'SIGNED'
          GROUP BY deal."id", series."hostCountry"
        )
        SELECT "exhibitionId", "ceremonyId", "category", "instrument",
               "category" = 'INVESTMENT' AND EXISTS (
                 SELECT FROM unnest(investors) AS investor
                 WHERE investor <> ALL (coalesce(hosts, ARRAY["hostCountry"]))) AS "isForeignFunded",
               count(*)::int AS deals, "currencyCode" AS currency, sum("amount")::text AS amount
        FROM deal GROUP BY 1, 2, 3, 4, 5, "currencyCode"`,
    );
    const byExhibition = Map.groupBy(rows, (row) => row.exhibitionId);
    return ids.map((id) => byExhibition.get(id) ?? []);
  });
}
