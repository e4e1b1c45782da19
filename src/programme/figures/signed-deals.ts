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
        SELECT deal."exhibitionId", deal."ceremonyId", deal."category", deal."instrument", funding."isForeignFunded",
               count(*)::int AS deals, deal."currencyCode" AS currency, sum(deal."amount")::text AS amount
        FROM "Deal" AS deal
        JOIN "Exhibition" AS exhibition ON exhibition."id" = deal."exhibitionId"
        JOIN "ExhibitionSeries" AS series ON series."id" = exhibition."seriesId"
        CROSS JOIN LATERAL (
          SELECT deal."category" = 'INVESTMENT' AND coalesce(bool_or(party."role" = 'INVESTOR'
              AND org."country" <> ALL (coalesce(hosts."countries", ARRAY[series."hostCountry"]))), false) AS "isForeignFunded"
          FROM "DealParty" AS party
          JOIN "Organization" AS org ON org."id" = party."organizationId"
          CROSS JOIN LATERAL (
            SELECT array_agg(host_org."country") AS "countries"
            FROM "DealParty" AS host JOIN "Organization" AS host_org ON host_org."id" = host."organizationId"
            WHERE host."dealId" = deal."id" AND host."role" = 'HOST'
          ) AS hosts
          WHERE party."dealId" = deal."id"
        ) AS funding
        WHERE deal."exhibitionId" = ANY(${[...ids]}::uuid[]) AND deal."status" = 'SIGNED'
        GROUP BY 1, 2, 3, 4, 5, deal."currencyCode"`,
    );
    const byExhibition = Map.groupBy(rows, (row) => row.exhibitionId);
    return ids.map((id) => byExhibition.get(id) ?? []);
  });
}
