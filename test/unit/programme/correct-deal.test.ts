import { expect, it } from 'vitest';
import type { AnnouncementContent, DealSnapshot } from '../../../src/announcements/content.ts';
import { withDeal, withoutDeal } from '../../../src/announcements/totals.ts';
import { publicIdentity } from '../../../src/auth/identity.ts';
import { InvalidInput } from '../../../src/errors/user-errors.ts';
import { correctDeal } from '../../../src/programme/deals/correct-deal.ts';
import { dealSnapshot, rateOf } from '../announcements/deal.ts';
import { en, parametersOf, statements } from './loaded-rows.ts';

const rates = [rateOf('USD', '7.2'), rateOf('KRW', '0.0054')];
const before = dealSnapshot({
  amount: { amount: '100.00', currency: 'USD' },
  // At the rate of the day on which it was announced.
  converted: { money: { amount: '700.00', currency: 'CNY' }, rate: rateOf('USD', '7') },
});

const organization = (country: string) => ({
  id: country,
  kind: 'COMPANY',
  names: en(country),
  country,
});

type Loaded = Parameters<typeof correctDeal.decide>[0];
type Input = Parameters<typeof correctDeal.decide>[1];

/** `row` is what the deal is by now, beside what was announced of it. */
function correct(changes: Partial<Input>, row: object = {}) {
  const deal = {
    ...before,
    exhibitionId: 'exhibition',
    slug: 'fair-2030',
    languages: ['en'],
    reportingCurrency: 'CNY',
    rates,
    status: 'SIGNED',
    rehearsalStatus: 'SIGNED',
    amount: '100.00',
    currency: 'USD',
    industryId: 'industry',
    ...row,
  };
  const loaded = {
    lease: null,
    deal,
    latest: { deal: before, sequence: 4 },
    industries: [{ id: 'wine-id', code: 'wine', names: en('Wine') }],
    organizations: ['DE', 'FR'].map((country) => ({ ...organization(country), mergedIntoId: null })),
  } as unknown as Loaded;
  const input = { deal: 'deal', mode: 'LIVE', idempotencyKey: 'a key', ...changes } as Input;
  const identity = {
    ...publicIdentity,
    role: 'ORGANIZER' as const,
    scope: 'all' as const,
    subject: 'organizer',
  };
  const { announcement, writes } = correctDeal.decide(loaded, input, {
    identity,
    at: new Date(0),
    newId: () => 'announcement',
  });
  const { totals, content } = announcement!;
  return {
    totals,
    writes,
    content: content as AnnouncementContent & { deal: DealSnapshot; before: DealSnapshot },
  };
}

it('announces a corrected amount with the conversion of that amount, and the old one as it was announced', () => {
  const { content } = correct({ amount: { amount: '20000', currency: 'KRW' } });
  expect(content.deal.amount).toEqual({ amount: '20000', currency: 'KRW' });
  expect(content.deal.converted).toEqual({
    money: { amount: '108.00', currency: 'CNY' },
    rate: rates[1],
  });
  expect(content.before).toEqual(before);
});

it('announces a corrected amount in the same currency with its own conversion', () => {
  const { content } = correct({ amount: { amount: '10', currency: 'USD' } });
  expect(content.deal.amount).toEqual({ amount: '10.00', currency: 'USD' });
  expect(content.deal.converted?.money).toEqual({ amount: '72.00', currency: 'CNY' });
});

it('has no conversion without a rate for the corrected currency or without an amount', () => {
  const { content } = correct({ amount: { amount: '10.00', currency: 'EUR' } });
  expect([content.deal.amount?.amount, content.deal.converted]).toEqual(['10.00', null]);
  const cleared = correct({ amount: null }).content.deal;
  expect([cleared.amount, cleared.converted]).toEqual([null, null]);
});

it('keeps the announced conversion of an amount that is not corrected', () => {
  const { content } = correct({ category: 'TRADE' });
  expect(content.deal).toEqual({ ...before, category: 'TRADE' });
});

it('subtracts the announced deal from the totals and adds the corrected one', () => {
  const { totals, content } = correct({
    category: 'COOPERATION',
    instrument: 'LETTER_OF_INTENT',
    amount: { amount: '1.00', currency: 'CNY' },
  });
  expect(totals).toEqual([withoutDeal(before), withDeal(content.deal)]);
  expect(totals).toMatchObject([
    { sign: -1, category: 'INVESTMENT', binding: true, money: { amount: '100.00', currency: 'USD' } },
    { sign: 1, category: 'COOPERATION', binding: false, money: { amount: '1.00', currency: 'CNY' } },
  ]);
});

it('rejects a correction that changes nothing', () => {
  expect(() => correct({ category: 'INVESTMENT', instrument: 'CONTRACT' })).toThrow(InvalidInput);
});

it('announces the corrected title, industry and parties, and the reason', () => {
  const { content, writes } = correct({
    titleTranslations: en('Works'),
    industry: 'wine',
    parties: [
      { organization: 'FR', role: 'SELLER' },
      { organization: 'DE', role: 'BUYER' },
    ] as Input['parties'],
    reasonTranslations: en('Misheard'),
  });
  expect(content).toEqual({
    kind: 'DEAL_CORRECTED',
    before,
    changes: 4,
    reason: en('Misheard'),
    deal: {
      ...before,
      titles: en('Works'),
      industry: { code: 'wine', names: en('Wine') },
      parties: [
        { role: 'SELLER', organization: organization('FR') },
        { role: 'BUYER', organization: organization('DE') },
      ],
    },
  });
  expect(parametersOf(writes, 'UPDATE "Deal"')).toMatchObject([
    [{ titles: en('Works'), industryId: 'wine-id' }],
  ]);
  expect(parametersOf(writes, 'INSERT INTO "DealParty"')).toMatchObject([
    [{ organizationId: 'FR' }, { organizationId: 'DE' }],
  ]);
  expect(parametersOf(writes, '"publicSince"')).toContainEqual(['FR', 'DE']);
});

it('changes the deal in LIVE, and nothing of it in a rehearsal', () => {
  const { writes } = correct({ amount: null });
  expect(parametersOf(writes, 'UPDATE "Deal"')).toMatchObject([[{ amount: null, currencyCode: null }]]);
  expect(correct({ amount: null, mode: 'REHEARSAL' }).writes).toEqual([]);
});

it('counts a deal with corrected parties in the countries of those, and no longer in the old ones', () => {
  const parties = [
    { organization: 'FR', role: 'SELLER' },
    { organization: 'DE', role: 'BUYER' },
  ] as Input['parties'];
  expect(correct({ parties }).totals).toMatchObject([
    { sign: -1, countries: ['CN', 'KR'] },
    { sign: 1, countries: ['FR', 'DE'] },
  ]);
});

it('takes off the totals what was announced, whatever the row of the deal is by now', () => {
  const { totals } = correct(
    { category: 'TRADE' },
    {
      amount: '99.00',
      currency: 'EUR',
      instrument: 'LETTER_OF_INTENT',
      category: 'COOPERATION',
      parties: [],
    },
  );
  expect(totals).toEqual([withoutDeal(before), withDeal({ ...before, category: 'TRADE' })]);
});

it('moves the deal to its new place in the order of amounts, after its row has the new amount', () => {
  const sent = statements(correct({ amount: { amount: '20000', currency: 'KRW' } }).writes);
  const place = (text: string) => sent.findIndex((each) => each.includes(text));
  const [row, order] = [place('"amount" = given."amount"'), place('SET "amountInReportingCurrency" =')];
  expect(row).toBeGreaterThanOrEqual(0);
  expect(order).toBeGreaterThan(row);
});
