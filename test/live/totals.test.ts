/** Postgres adds the running totals up (migration "add_up_totals_in_postgres"): here it is held against another sum. */
import { expect, it } from 'vitest';
import type { DealSnapshot } from '../../src/announcements/content.ts';
import { noTotals, type TotalsChange, withDeal, withoutDeal } from '../../src/announcements/totals.ts';
import { money } from '../../src/money/money.ts';
import { addUp } from '../support/add-up.ts';
import { usePavilion } from '../support/pavilion.ts';

const currencies = ['CNY', 'USD', 'KRW', 'KWD', null];
const industries = ['automobiles', 'new-energy', '7', 'a b"c'];
const countries = ['CN', 'KR', 'DE'];

/** Of each currency, industry and set of countries some, up to the largest amount that there may be. */
function dealNumber(number: number): DealSnapshot {
  const currency = currencies[number % currencies.length]!;
  const amount = currency && money(`${10n ** BigInt(number % 19)}.${currency === 'KRW' ? 0 : 25}`, currency);
  const parties = countries
    .slice(0, 1 + (number % 3))
    .concat('CN')
    .map((country) => ({ organization: { country } }));
  return { amount, industry: { code: industries[number % industries.length] }, parties } as DealSnapshot;
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

it('adds up exactly, in each currency, industry and country, and back down to nothing', async () => {
  const after = await openSums();
  const deals = Array.from({ length: 60 }, (_, number) => dealNumber(number));
  let [told, reckoned] = [noTotals(), noTotals()];
  for (const deal of deals) {
    told = await after(told, [withDeal(deal)]);
    reckoned = addUp(reckoned, deal, 1);
    expect(told).toEqual(reckoned);
  }
  for (const deal of deals.toReversed()) {
    told = await after(told, [withoutDeal(deal)]);
    reckoned = addUp(reckoned, deal, -1);
    expect(told).toEqual(reckoned);
  }
  expect(told).toEqual(noTotals());
});

it('takes off what was told and adds what is right, in one step', async () => {
  const after = await openSums();
  const [wrong, right, other] = [dealNumber(3), dealNumber(11), dealNumber(16)];
  const before = addUp(addUp(noTotals(), other, 1), wrong, 1);
  expect(await after(before, [withoutDeal(wrong), withDeal(right)])).toEqual(
    addUp(addUp(noTotals(), other, 1), right, 1),
  );
  expect(await after(before, [])).toEqual(before);
});
