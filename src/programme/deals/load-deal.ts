/** Loads a deal for a mutation, with everything that its announcement contains, in one query. */

import type { DealSnapshot, StreamMode } from '../../announcements/content.ts';
import type { Identity } from '../../auth/identity.ts';
import { mayOperate, requireOperator, type ScopedSeries } from '../../auth/policies.ts';
import { ratesColumn } from '../../catalog/exhibitions/rates.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { type InputPath, NotFound } from '../../errors/user-errors.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import { convert, type Money, money, type Rate } from '../../money/money.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import type { LocalizedText } from '../../text/localized-text.ts';

type Status = 'PLANNED' | 'SIGNED' | 'WITHDRAWN' | 'RETRACTED';

export interface LoadedDeal {
  id: string;
  version: number;
  exhibitionId: string;
  slug: string;
  series: ScopedSeries;
  languages: string[];
  reportingCurrency: string;
  rates: Rate[];
  status: Status;
  rehearsalStatus: Status;
  /**
   * The sequence of the announcement of its latest signing or record in the stream asked for. 0 for a deal of the opening
   * totals, null if it is not signed there.
   */
  signedAs: number | null;
  /** How often it was signed in the stream asked for. */
  signings: number;
  titles: LocalizedText;
  category: DealSnapshot['category'];
  instrument: DealSnapshot['instrument'];
  amount: string | null;
  currency: string | null;
  sample: boolean;
  industryId: string;
  industry: DealSnapshot['industry'];
  parties: DealSnapshot['parties'];
}

/** Locks the deal and reads it; null if there is none. Its ceremony and its exhibition are locked before. */
export async function loadDealForUpdate(
  read: ReadRows,
  id: string,
  mode: StreamMode = 'LIVE',
): Promise<LoadedDeal | null> {
  const [, [deal]] = await Promise.all([
    lockRows(read, 'Deal', sql`locked."id" = ${id}::uuid`, 'FOR NO KEY UPDATE'),
    read<LoadedDeal>(sql`
      SELECT deal."id", deal."version", deal."exhibitionId", exhibition."slug", ${seriesColumn}, exhibition."languages",
             exhibition."reportingCurrencyCode" AS "reportingCurrency",
             deal."status", deal."rehearsalStatus", deal."titles", deal."category", deal."instrument",
             deal."amount"::text AS amount, deal."currencyCode" AS currency, deal."sample", deal."industryId",
             coalesce(signed."as", CASE WHEN opening."dealId" IS NOT NULL THEN 0 END) AS "signedAs",
             coalesce(signed."signings", 0) + CASE WHEN opening."dealId" IS NULL THEN 0 ELSE 1 END AS signings,
             jsonb_build_object('code', industry."code", 'names', industry."names") AS industry,
             ${ratesColumn},
             (SELECT coalesce(jsonb_agg(jsonb_build_object('role', party."role", 'organization', jsonb_build_object(
                       'id', org."id", 'kind', org."kind", 'names', org."names", 'country', org."country"))
                       ORDER BY party."position"), '[]')
              FROM "DealParty" AS party JOIN "Organization" AS org ON org."id" = party."organizationId"
              WHERE party."dealId" = deal."id") AS parties
      FROM "Deal" AS deal
      JOIN "Exhibition" AS exhibition ON exhibition."id" = deal."exhibitionId"
      JOIN "Industry" AS industry ON industry."id" = deal."industryId"
      -- A deal that was never signed costs no look at the announcements.
      LEFT JOIN LATERAL (
        SELECT max(announcement."sequence") AS "as", count(*)::int AS "signings" FROM "Announcement" AS announcement
        JOIN "AnnouncementStream" AS stream ON stream."id" = announcement."streamId"
        WHERE announcement."dealId" = deal."id" AND announcement."kind" IN ('DEAL_SIGNED', 'DEAL_RECORDED')
          AND stream."mode" = ${mode}::"StreamMode"
      ) AS signed ON deal."status" IN ('SIGNED', 'RETRACTED') OR deal."rehearsalStatus" IN ('SIGNED', 'RETRACTED')
      LEFT JOIN "DealRecord" AS opening ON opening."dealId" = deal."id" AND ${mode}::text = 'LIVE'
      WHERE deal."id" = ${id}::uuid`),
  ]);
  return deal ?? null;
}

/** The deal is absent for a caller who may not see it. */
export function requireDeal(
  deal: LoadedDeal | null,
  identity: Identity,
  path: InputPath = ['input', 'deal'],
): LoadedDeal {
  const isPublic = deal && (deal.status === 'SIGNED' || deal.status === 'RETRACTED');
  if (!deal || !(isPublic || mayOperate(identity, deal))) throw new NotFound('deal', path);
  requireOperator(identity, deal);
  return deal;
}

export function assertDealVersion({ id, version }: LoadedDeal, expected: number | null | undefined): void {
  assertVersion(expected, { typename: 'Deal', id, version });
}

export function amountOf({ amount, currency }: LoadedDeal): Money | null {
  return amount === null || currency === null ? null : money(amount, currency);
}

/** dealSnapshot returns the deal as an announcement made now would contain it. */
export function dealSnapshot(deal: LoadedDeal): DealSnapshot {
  const { id, titles, category, instrument, industry, parties, sample } = deal;
  const amount = amountOf(deal);
  const converted = amount && convert(amount, deal.reportingCurrency, deal.rates);
  return { id, titles, category, instrument, amount, converted, industry, parties, sample };
}
