import type { DealCategory, Instrument } from '../../../prisma/generated/client/enums.ts';
import { querySql, sql } from '../../database/sql.ts';
import type { Context } from '../../graphql/context.ts';

/** SignedDeals is a group of signed deals with equal values of everything that decides which figures cover them. */
export interface SignedDeals {
  exhibitionId: string;
  /** Null for deals that were entered as records. */
  ceremonyId: string | null;
  category: DealCategory;
  instrument: Instrument;
  /**
   * An investment with an investor whose country is not that of a host. Without a host, the host country of the
   * series counts.
   */
  isForeignFunded: boolean;
  deals: number;
  /** Currency and sum are null for deals without an amount. */
  currency: string | null;
  amount: string | null;
}

/** signedDealsOf returns the signed deals of an exhibition with their corrections, without retracted deals. */
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
