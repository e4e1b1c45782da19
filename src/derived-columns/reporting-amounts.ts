import { type Sql, sql } from '../database/sql.ts';

/**
 * reportingAmountsSql updates the amount in the reporting currency, by which lists are ordered: of one deal after a
 * change to it, or of all deals of an exhibition after a change to its rates. -1 without an amount or a rate.
 */
export function reportingAmountsSql(exhibitionId: string, dealId: string | null = null): Sql {
  return sql`
    UPDATE "Deal" AS deal
    SET "amountInReportingCurrency" = coalesce(round(deal."amount" * CASE
      WHEN deal."currencyCode" = exhibition."reportingCurrencyCode" THEN 1
      ELSE (SELECT rate."rate" FROM "ExchangeRate" AS rate
            WHERE rate."exhibitionId" = exhibition."id" AND rate."currencyCode" = deal."currencyCode")
    END, 4), -1)
    FROM "Exhibition" AS exhibition
    WHERE exhibition."id" = deal."exhibitionId" AND deal."exhibitionId" = ${exhibitionId}::uuid
      AND (${dealId}::uuid IS NULL OR deal."id" = ${dealId}::uuid)`;
}
