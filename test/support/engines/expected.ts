/** The record of a ceremony, as the API has it, and what a page must show of each announcement. */
import { formatCompact, isCompactExact } from '../../../src/amounts/compact-amount.ts';
import { dealTerms } from '../../../src/web/format/deal-terms.ts';
import { formatExact } from '../../../src/web/format/money.ts';
import { wallWords } from '../../../src/web/wall/words/words.ts';
import { query } from '../http-client.ts';

interface Money {
  amount: string;
  currency: string;
}
interface Tally {
  currencies: { deals: number; sum: Money }[];
  converted: { money: Money | null };
}
export interface ShownDeal {
  dealId: string;
  title: string;
  instrument: 'CONTRACT';
  amount: Money | null;
  industry: { name: string };
  parties: { role: 'INVESTOR'; organization: { name: string } }[];
}
export interface ShownAnnouncement {
  sequence: number;
  __typename: string;
  totals: { deals: number; byCategory: { category: 'INVESTMENT'; signingTotal: Tally }[] };
  deal?: ShownDeal;
  before?: { amount: Money | null };
  reason?: string | null;
  text?: string;
  speech?: { office: string; speaker: { name: string } };
}

const document = `query Record($slug: ID!, $language: LanguageTag!) {
  exhibition(idOrSlug: $slug) {
    announcements(last: 1) {
      nodes {
        sequence __typename
        totals { deals byCategory { category signingTotal { currencies { deals sum { ...M } } converted { money { ...M } } } } }
        ... on DealSigned { deal { ...D } }
        ... on DealCorrected { before { amount { ...M } } reason(language: $language) deal { ...D } }
        ... on DealRetracted { reason(language: $language) deal { ...D } }
        ... on SpeechStarted { speech { office(language: $language) speaker { name(language: $language) } } }
        ... on Notice { text(language: $language) }
      }
    }
  }
}
fragment M on Money { amount currency }
fragment D on DealSnapshot {
  dealId title(language: $language) instrument amount { ...M } industry { name(language: $language) }
  parties { role organization { name(language: $language) } }
}`;

export async function lastAnnouncement(
  url: string,
  slug: string,
  language: string,
): Promise<ShownAnnouncement> {
  const { exhibition } = await query(url, document, { slug, language });
  return exhibition.announcements.nodes[0];
}

/** As `Shown` in reading.ts: what the stage of a wall shows of a deal. */
export function dealOnStage({ __typename, deal, before, reason }: ShownAnnouncement, language: string) {
  const words = wallWords(language);
  const terms = dealTerms(language);
  const { title, instrument, amount, industry, parties } = deal!;
  const status = { DealCorrected: 'corrected', DealRetracted: 'retracted' }[__typename] ?? 'signed';
  const isChanged = before && before.amount?.amount !== amount?.amount;
  return {
    deal: deal!.dealId,
    kicker: [words.signingStatus[status as 'signed'], industry.name, terms.instruments[instrument]],
    title,
    amount: amount
      ? formatCompact(amount, language, 3)
      : status === 'retracted'
        ? null
        : words.amountNotDisclosed,
    digits: amount && !isCompactExact(amount, language, 3) ? formatExact(amount, language) : null,
    previous: isChanged
      ? before.amount
        ? formatCompact(before.amount, language, 3)
        : words.amountNotDisclosed
      : null,
    reason: reason ?? null,
    parties: parties.map(({ role, organization }) => [terms.roles[role], organization.name]),
  };
}

const isDisclosed = ({ signingTotal: { converted } }: ShownAnnouncement['totals']['byCategory'][number]) =>
  converted.money === null || /[1-9]/.test(converted.money.amount);

/** The number of deals, the headline of the first category, the others, and the currencies of the first. */
export function totalsOnWall({ totals }: ShownAnnouncement, language: string) {
  const words = wallWords(language);
  const [headline, ...others] = totals.byCategory.filter(isDisclosed);
  const money = headline?.signingTotal.converted.money ?? null;
  return {
    deals: String(totals.deals),
    total: money?.amount ?? null,
    amount: money && formatCompact(money, language, 2),
    digits: money && formatExact(money, language),
    others: others.map(
      ({ category, signingTotal: { converted } }) =>
        `${words.totalOf[category]} ${formatCompact(converted.money!, language, 2)}`,
    ),
    currencies: (headline?.signingTotal.currencies ?? []).map(
      ({ sum, deals }) => `${formatCompact(sum, language, 2)} × ${deals}`,
    ),
  };
}

/** The totals of an overlay: one per category. */
export function totalsOnOverlay({ totals }: ShownAnnouncement, language: string) {
  return {
    deals: String(totals.deals),
    categories: totals.byCategory.filter(isDisclosed).map(({ category, signingTotal: { converted } }) => ({
      label: wallWords(language).totalOf[category],
      total: converted.money!.amount,
      amount: formatCompact(converted.money!, language, 2),
      digits: formatExact(converted.money!, language),
    })),
  };
}
