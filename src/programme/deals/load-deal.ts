/** A deal as a verb works on it: everything that an announcement of it tells, in one query. */
import type { DealSnapshot, StreamMode } from '../../announcements/content.ts';
import type { Identity } from '../../auth/identity.ts';
import { mayOperate, requireOperator } from '../../auth/policies.ts';
import type { SqlTransaction } from '../../database/sql-transaction.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { convert, money, type Rate } from '../../money/money.ts';
import type { LocalizedText } from '../../text/localized-text.ts';

type Status = 'PLANNED' | 'SIGNED' | 'WITHDRAWN' | 'RETRACTED';

export interface LoadedDeal {
  id: string;
  exhibitionId: string;
  slug: string;
  languages: string[];
  reportingCurrency: string;
  rates: Rate[];
  status: Status;
  rehearsalStatus: Status;
  titles: LocalizedText;
  category: DealSnapshot['category'];
  instrument: DealSnapshot['instrument'];
  amount: string | null;
  currency: string | null;
  sample: boolean;
  industry: DealSnapshot['industry'];
  parties: DealSnapshot['parties'];
}

/** Locks the deal and reads it. */
export async function loadDealForUpdate(
  tx: SqlTransaction,
  identity: Identity,
  id: string,
): Promise<LoadedDeal> {
  await lockDeal(tx, id);
  return readLockedDeal(tx, identity, id);
}

/** On its own: a statement that waits for a lock sees the parties as they were before the wait. */
export async function lockDeal(tx: SqlTransaction, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Deal" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
}

/** The deal must be locked. Whoever may not know of it is told that there is none. */
export async function readLockedDeal(
  tx: SqlTransaction,
  identity: Identity,
  id: string,
): Promise<LoadedDeal> {
  const [deal] = await tx.$queryRaw<LoadedDeal[]>`
    SELECT deal."id", deal."exhibitionId", exhibition."slug", exhibition."languages",
           exhibition."reportingCurrencyCode" AS "reportingCurrency",
           deal."status", deal."rehearsalStatus", deal."titles", deal."category", deal."instrument",
           deal."amount"::text AS amount, deal."currencyCode" AS currency, deal."sample",
           jsonb_build_object('code', industry."code", 'names', industry."names") AS industry,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('currency', rate."currencyCode",
                     'rate', trim_scale(rate."rate")::text, 'date', rate."date"::text, 'source', rate."source",
                     'sample', rate."sample")), '[]')
            FROM "ExchangeRate" AS rate WHERE rate."exhibitionId" = exhibition."id") AS rates,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('role', party."role", 'organization', jsonb_build_object(
                     'id', org."id", 'kind', org."kind", 'names', org."names", 'country', org."country"))
                     ORDER BY party."position"), '[]')
            FROM "DealParty" AS party JOIN "Organization" AS org ON org."id" = party."organizationId"
            WHERE party."dealId" = deal."id") AS parties
    FROM "Deal" AS deal
    JOIN "Exhibition" AS exhibition ON exhibition."id" = deal."exhibitionId"
    JOIN "Industry" AS industry ON industry."id" = deal."industryId"
    WHERE deal."id" = ${id}::uuid`;
  const path = ['input', 'deal'];
  const isPublic = deal && (deal.status === 'SIGNED' || deal.status === 'RETRACTED');
  if (!deal || !(isPublic || mayOperate(identity, deal.slug))) throw new NotFound('deal', path);
  requireOperator(identity, deal.slug);
  return deal;
}

export function statusIn(mode: StreamMode, deal: LoadedDeal): Status {
  return mode === 'LIVE' ? deal.status : deal.rehearsalStatus;
}

/** What an announcement would tell of the deal as it stands. */
export function dealSnapshot(deal: LoadedDeal): DealSnapshot {
  const { id, titles, category, instrument, industry, parties, sample } = deal;
  const amount = deal.amount === null || deal.currency === null ? null : money(deal.amount, deal.currency);
  const converted = amount && convert(amount, deal.reportingCurrency, deal.rates);
  return { id, titles, category, instrument, amount, converted, industry, parties, sample };
}
