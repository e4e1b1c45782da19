/** What became of the signed deals of exhibitions, added up per category. Nothing of it is in announcements. */
import type { DealCategory } from '../../../prisma/generated/client/enums.ts';
import { addTallies, emptyTally, type Tally } from '../../announcements/tally.ts';
import { dealCategories } from '../../announcements/totals.ts';
import { querySql, sql } from '../../database/sql.ts';
import type { Context } from '../../graphql/context.ts';
import { decimalsOf } from '../../money/currencies.ts';
import { Exact, formatExact } from '../../money/exact.ts';

export interface CategoryOutcomes {
  category: DealCategory;
  signed: Tally;
  /** The latest realised amount of each deal. */
  realised: Tally;
  /** The number of deals of which this was reported last. */
  inForce: number;
  lapsed: number;
}

export interface OutcomeGroup {
  exhibitionId: string;
  category: DealCategory;
  measure: 'SIGNED' | 'REALISED' | 'IN_FORCE' | 'LAPSED';
  deals: number;
  /** Null for deals without an amount. */
  currency: string | null;
  amount: string | null;
}

/** The groups of one exhibition. Retracted deals are left out, with what was reported about them. */
export function outcomeGroupsOf(
  { database, loaders }: Context,
  exhibitionId: string,
): Promise<OutcomeGroup[]> {
  return loaders.load('outcome groups', exhibitionId, async (ids) => {
    const rows = await querySql<OutcomeGroup>(
      database,
      sql`
        WITH deal AS (
          SELECT "id", "exhibitionId", "category", "currencyCode", "amount" FROM "Deal"
          WHERE "exhibitionId" = ANY(${[...ids]}::uuid[]) AND "status" = 'SIGNED'
        ), outcome AS (
          SELECT DISTINCT ON (outcome."dealId", outcome."kind" = 'REALISED')
                 deal."exhibitionId", deal."category", outcome."kind", outcome."currencyCode", outcome."amount"
          FROM "DealOutcome" AS outcome JOIN deal ON deal."id" = outcome."dealId"
          ORDER BY outcome."dealId", outcome."kind" = 'REALISED', outcome."asOf" DESC, outcome."id" DESC
        ), measured AS (
          SELECT "exhibitionId", "category", 'SIGNED' AS measure, "currencyCode", "amount" FROM deal
          UNION ALL SELECT "exhibitionId", "category", "kind"::text, "currencyCode", "amount" FROM outcome
        )
        SELECT "exhibitionId", "category", measure, count(*)::int AS deals,
               "currencyCode" AS currency, sum("amount")::text AS amount
        FROM measured GROUP BY 1, 2, 3, 5`,
    );
    const byExhibition = Map.groupBy(rows, (row) => row.exhibitionId);
    return ids.map((id) => byExhibition.get(id) ?? []);
  });
}

/** One entry for each category, in the order of the API. */
export function addUpOutcomes(groups: readonly OutcomeGroup[]): CategoryOutcomes[] {
  return dealCategories.map((category) => {
    const of = (measure: OutcomeGroup['measure']) =>
      groups
        .filter((each) => each.category === category && each.measure === measure)
        .map(asTally)
        .reduce(addTallies, emptyTally());
    return {
      category,
      signed: of('SIGNED'),
      realised: of('REALISED'),
      inForce: of('IN_FORCE').deals,
      lapsed: of('LAPSED').deals,
    };
  });
}

function asTally({ deals, currency, amount }: OutcomeGroup): Tally {
  if (currency === null || amount === null) return { deals, currencies: {} };
  const sum = formatExact(new Exact(amount), decimalsOf(currency));
  return { deals, currencies: { [currency]: { deals, amount: sum } } };
}
