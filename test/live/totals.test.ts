/** Postgres computes the running totals; here its sums are compared with an independent computation. */
import { expect, it } from 'vitest';
import type { DealSnapshot } from '../../src/announcements/content.ts';
import {
  dealCategories,
  noTotals,
  type TotalsChange,
  withDeal,
  withoutDeal,
} from '../../src/announcements/totals.ts';
import { money } from '../../src/money/money.ts';
import { addUp } from '../support/add-up.ts';
import { usePavilion } from '../support/pavilion.ts';

const currencies = ['CNY', 'USD', 'KRW', 'KWD', null];
const industries = ['automobiles', 'new-energy', '7', 'a b"c'];
const countries = ['CN', 'KR', 'DE'];
const instruments = [
  'CONTRACT',
  'LETTER_OF_INTENT',
  'FRAMEWORK_AGREEMENT',
  'MEMORANDUM_OF_UNDERSTANDING',
  'CONTRACT',
  'FRAMEWORK_AGREEMENT',
  'CONTRACT',
];

/** Some deals of each category, instrument, currency, industry and set of countries, up to the largest amount. */
function dealNumber(number: number): DealSnapshot {
  const currency = currencies[number % currencies.length]!;
  const amount = currency && money(`${10n ** BigInt(number % 19)}.${currency === 'KRW' ? 0 : 25}`, currency);
  const parties = countries
    .slice(0, 1 + (number % 3))
    .concat('CN')
    .map((country) => ({ organization: { country } }));
  return {
    amount,
    category: dealCategories[number % dealCategories.length],
    instrument: instruments[number % instruments.length],
    industry: { code: industries[number % industries.length] },
    parties,
  } as DealSnapshot;
}

async function openSums() {
  const { pool } = (await usePavilion({ template: 'empty' })).database;
  return async (totals: object, changes: TotalsChange[]) => {
    const { rows } = await pool.query('SELECT totals_after($1, $2) AS totals', [
      totals,
      JSON.stringify(changes),
    ]);
    return rows[0].totals;
  };
}

it('adds exactly per category, bindingness, currency, industry and country, and back down to zero', async () => {
  const after = await openSums();
  const deals = Array.from({ length: 60 }, (_, number) => dealNumber(number));
  let [stored, expected] = [noTotals(), noTotals()];
  for (const deal of deals) {
    stored = await after(stored, [withDeal(deal)]);
    expected = addUp(expected, deal, 1);
    expect(stored).toEqual(expected);
  }
  for (const deal of deals.toReversed()) {
    stored = await after(stored, [withoutDeal(deal)]);
    expected = addUp(expected, deal, -1);
    expect(stored).toEqual(expected);
  }
  expect(stored).toEqual(noTotals());
});

it('subtracts the announced deal and adds the corrected one in one step, also in another category', async () => {
  const after = await openSums();
  const [wrong, right, other] = [dealNumber(3), dealNumber(11), dealNumber(16)];
  const before = addUp(addUp(noTotals(), other, 1), wrong, 1);
  expect(await after(before, [withoutDeal(wrong), withDeal(right)])).toEqual(
    addUp(addUp(noTotals(), other, 1), right, 1),
  );
  expect(await after(before, [])).toEqual(before);
  const elsewhere = { ...wrong, category: 'COOPERATION', instrument: 'LETTER_OF_INTENT' } as const;
  expect(await after(before, [withoutDeal(wrong), withDeal(elsewhere)])).toEqual(
    addUp(addUp(noTotals(), other, 1), elsewhere, 1),
  );
});
