/** npm run verify recomputes totals by arithmetic of its own. */
import { describe, expect, it } from 'vitest';
import { type CheckedAnnouncement, TotalsCheck } from '../../../src/announcements/check-totals.ts';
import type { DealSnapshot } from '../../../src/announcements/content.ts';
import { noTotals, type TotalsState } from '../../../src/announcements/totals.ts';
import { dealSnapshot } from '../../../src/programme/deals/load-deal.ts';
import { addUp } from '../../support/add-up.ts';
import { loadedDeal } from '../programme/loaded-rows.ts';

const plant = dealSnapshot(loadedDeal({ id: 'plant' }));
const store = dealSnapshot(
  loadedDeal({
    id: 'store',
    category: 'TRADE',
    instrument: 'LETTER_OF_INTENT',
    amount: '5000',
    currency: 'KRW',
  }),
);
const silent = dealSnapshot(loadedDeal({ id: 'silent', amount: null, currency: null }));
const largerPlant: DealSnapshot = { ...plant, amount: { amount: '13.01', currency: 'USD' } };

type Change = Pick<CheckedAnnouncement, 'kind' | 'deal' | 'before'> & { totals: TotalsState };

const opening = addUp(noTotals(), silent, 1);
const signedPlant = addUp(opening, plant, 1);
const signedStore = addUp(signedPlant, store, 1);
const corrected = addUp(addUp(signedStore, plant, -1), largerPlant, 1);
const changes: Change[] = [
  { kind: 'CEREMONY_OPENED', deal: null, before: null, totals: opening },
  { kind: 'DEAL_SIGNED', deal: plant, before: null, totals: signedPlant },
  { kind: 'DEAL_RECORDED', deal: store, before: null, totals: signedStore },
  { kind: 'DEAL_CORRECTED', deal: largerPlant, before: plant, totals: corrected },
  { kind: 'DEAL_RETRACTED', deal: store, before: null, totals: addUp(corrected, store, -1) },
  { kind: 'DEAL_SIGNED', deal: store, before: null, totals: corrected },
];

/** The problems of each announcement, after one of them was changed. */
function problemsAfter(change: (announcement: CheckedAnnouncement) => CheckedAnnouncement = (each) => each) {
  const check = new TotalsCheck([silent]);
  return changes.map((each, index) => check.check(change({ sequence: index + 1, ...structuredClone(each) })));
}

const at =
  (sequence: number, change: (announcement: CheckedAnnouncement) => CheckedAnnouncement) =>
  (each: CheckedAnnouncement): CheckedAnnouncement =>
    each.sequence === sequence ? change(each) : each;

describe('the check of totals', () => {
  it('finds nothing in totals that are the sum of the deals, with opening deals, corrections and rounds', () => {
    expect(problemsAfter().flat()).toEqual([]);
  });

  it('finds a wrong amount of one unit, at its announcement and at no other', () => {
    const problems = problemsAfter(
      at(3, (each) => {
        each.totals.all.TRADE!.nonBinding!.currencies.KRW!.amount = '5001';
        return each;
      }),
    );
    expect(problems[2]).toEqual([
      'all TRADE nonBinding KRW is 1 deals of 50010000 units, and 1 deals of 50000000 units by its deals',
    ]);
    expect(problems.toSpliced(2, 1).flat()).toEqual([]);
  });

  it.each([
    [
      'a number of deals',
      (totals: TotalsState) => {
        totals.countries.KR!.INVESTMENT!.binding!.deals = 9;
      },
    ],
    ['an industry that is missing', (totals: TotalsState) => void delete totals.industries.automobiles],
    [
      'a deal on the side of those that do not bind',
      (totals: TotalsState) => {
        totals.all.INVESTMENT = { nonBinding: totals.all.INVESTMENT!.binding! };
      },
    ],
  ])('finds %s', (_, change) => {
    const problems = problemsAfter(
      at(2, (each) => {
        change(each.totals);
        return each;
      }),
    );
    expect(problems[1]).not.toEqual([]);
  });

  it('finds a gap, a deal that is signed twice, and a change of a deal that is not signed', () => {
    expect(problemsAfter(at(3, (each) => ({ ...each, sequence: 4 })))[2]).toContain('follows announcement 2');
    expect(problemsAfter(at(3, (each) => ({ ...each, deal: plant })))[2]).toContain(
      'signs a deal that is signed',
    );
    const unknown = { ...plant, id: 'unknown' };
    expect(problemsAfter(at(4, (each) => ({ ...each, deal: unknown })))[3]).toContain(
      'corrects a deal that is not signed',
    );
    expect(problemsAfter(at(5, (each) => ({ ...each, deal: unknown })))[4]).toContain(
      'retracts a deal that is not signed',
    );
  });

  it('finds a correction that names another amount before than was announced', () => {
    expect(problemsAfter(at(4, (each) => ({ ...each, before: largerPlant })))[3]).toEqual([
      'corrects another amount than was announced',
    ]);
  });

  it('finds an opening deal that the totals lack', () => {
    const check = new TotalsCheck([silent]);
    expect(check.compare(noTotals())).not.toEqual([]);
    expect(check.compare(opening)).toEqual([]);
  });
});
