/** The facts of a deal that a correction can change, as typed into the form. */
import { describe, expect, it } from 'vitest';
import {
  type DealFacts,
  factCorrection,
  factFields,
  namesInView,
  publishedFacts,
  typedFacts,
} from '../../../src/web/desk/state/deal-facts.ts';
import { factParts } from '../../../src/web/desk/state/fact-parts.ts';
import { deals } from '../../../src/web/preview/fixtures/deals.ts';
import { dealItem, deskView } from '../../../src/web/preview/fixtures/desk.ts';

const view = deskView();
const deal = dealItem(deals.electricVehicles).deal!;
const standing = publishedFacts(view, deal);
const correct = (typed: Record<string, string>) =>
  factCorrection(standing, typedFacts({ ...factFields(standing), ...typed }, standing));

describe('the facts of a deal in a correction', () => {
  it('are absent while nothing is typed, also in a draft that is older than the form', () => {
    expect(correct({})).toEqual({});
    expect(factCorrection(standing, typedFacts({ amount: '5' }, standing))).toEqual({});
  });

  it('are those that differ', () => {
    expect(correct({ category: 'TRADE' })).toEqual({ category: 'TRADE' });
    expect(correct({ instrument: 'LETTER_OF_INTENT', industry: 'NEW_ENERGY' })).toEqual({
      instrument: 'LETTER_OF_INTENT',
      industry: 'NEW_ENERGY',
    });
  });

  it('are all parties in their order, if one of them, a role or the order differs', () => {
    const [investor, host] = standing.parties;
    expect(correct({ 'organization 2': 'sk-power' })).toEqual({
      parties: [investor, host, { role: 'PARTNER', organization: 'sk-power' }],
    });
    expect(correct({ 'role 1': 'PARTNER' }).parties).toEqual([investor, { ...host, role: 'PARTNER' }]);
    expect(correct({ 'organization 0': '' }).parties).toEqual([host]);
    // The tenth row comes after the second.
    const many = { 'organization 10': 'last', 'role 10': 'PARTNER', 'organization 2': 'third' } as const;
    expect(
      correct(many)
        .parties?.map(({ organization }) => organization)
        .slice(2),
    ).toEqual(['third', 'last']);
  });
});

describe('what stands of the facts', () => {
  it('is in the newest announcement, else in the deal; parties are those of the deal', () => {
    const changed = { ...deal, instrument: 'LETTER_OF_INTENT', category: 'TRADE' } as const;
    expect(publishedFacts(view, changed)).toMatchObject({ instrument: 'CONTRACT', category: 'INVESTMENT' });
    const planned = dealItem(deals.batteryPlant).deal!;
    expect(publishedFacts(view, { ...planned, category: 'COOPERATION' }).category).toBe('COOPERATION');
    expect(standing.parties).toEqual([
      { role: 'INVESTOR', organization: 'hanbit' },
      { role: 'HOST', organization: 'yancheng' },
    ]);
  });
});

describe('the preview of the facts', () => {
  it('says what differs in the words of each wall, with what stands', () => {
    const { industries, organizations } = namesInView(view, 'en');
    const after: DealFacts = {
      ...standing,
      instrument: 'LETTER_OF_INTENT',
      industry: 'NEW_ENERGY',
      parties: [...standing.parties, { role: 'PARTNER', organization: 'sk-power' }],
    };
    const names = new Map([...industries, ...organizations]);
    expect(
      factParts('zh', standing, after, names).map(({ now, before }) => [now.text, before?.text]),
    ).toEqual([
      ['意向书', '合同'],
      ['New energy equipment', 'Automobiles'],
      [
        '投资方 Hanbit Motors · 承接方 City of Yancheng · 合作方 Seogang Power',
        '投资方 Hanbit Motors · 承接方 City of Yancheng',
      ],
    ]);
    // The name is not in Chinese, which the preview marks.
    expect(factParts('zh', standing, after, names)[1]!.now.language).toBe('en');
    expect(factParts('en', standing, { ...standing, category: 'TRADE' }, names)[0]!.now.text).toBe('Trade');
    expect(factParts('en', standing, standing, names)).toEqual([]);
  });
});
