/** What was reported about a deal after its signing. */
import { describe, expect, it } from 'vitest';
import { addUpOutcomes, type OutcomeGroup } from '../../../src/programme/outcomes/outcome-totals.ts';
import { recordDealOutcome } from '../../../src/programme/outcomes/record-deal-outcome.ts';
import {
  type LoadedOutcome,
  updateDealOutcome,
} from '../../../src/programme/outcomes/update-deal-outcome.ts';
import { decidingAs, en, organizer, parametersOf, statements } from './loaded-rows.ts';

const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const sources = [{ publisher: 'Xinhua', publishedOn: day('2030-05-06') }];
const deciding = () => decidingAs(organizer);

describe('recordDealOutcome', () => {
  type Loaded = Parameters<typeof recordDealOutcome.decide>[0];
  type Input = Parameters<typeof recordDealOutcome.decide>[1];
  const given: Input = {
    deal: 'deal',
    kind: 'REALISED',
    asOf: day('2030-05-05'),
    amount: { amount: '12', currency: 'CNY' },
    sources,
    sample: false,
  };
  const record = (input: Partial<Input> = {}, changes: Partial<NonNullable<Loaded>> | null = {}) =>
    recordDealOutcome.decide(
      changes && {
        exhibitionId: 'exhibition',
        slug: 'fair',
        series: { slug: 'fairs' },
        status: 'SIGNED',
        signedOn: '2030-05-01',
        outcomes: 0,
        ...changes,
      },
      { ...given, ...input },
      deciding(),
    );

  it('stores the amount with the decimals of its currency and the sources, and announces nothing', () => {
    const { result, writes, audit, announcement } = record({ noteTranslations: en('First instalment.') });
    expect(result).toEqual({ outcome: 'new-1' });
    expect(announcement).toBeUndefined();
    const outcome = {
      dealId: 'deal',
      kind: 'REALISED',
      asOf: '2030-05-05',
      amount: '12.00',
      currencyCode: 'CNY',
      notes: en('First instalment.'),
      sample: false,
    };
    expect(parametersOf(writes, 'INSERT INTO "DealOutcome"')).toEqual([[{ id: 'new-1', ...outcome }]]);
    expect(parametersOf(writes, 'INSERT INTO "_DealOutcomeToSource"')).toContain('new-1');
    expect(audit).toMatchObject([{ type: 'DealOutcome', id: 'new-1', before: null, after: outcome }]);
  });

  it.each(['PLANNED', 'WITHDRAWN', 'RETRACTED'])('refuses a deal that is %s', (status) => {
    expect(() => record({}, { status })).toThrow(failure('DEAL_NOT_SIGNED', { path: ['input', 'deal'] }));
  });

  it('refuses a day before the signing and one that has begun nowhere, and accepts the days between', () => {
    const refused = failure('INVALID_INPUT', { path: ['input', 'asOf'] });
    expect(() => record({ asOf: day('2030-04-30') })).toThrow(refused);
    // It is 9:00 in UTC on May 6.
    expect(() => record({ asOf: day('2030-05-07') })).toThrow(refused);
    for (const asOf of ['2030-05-01', '2030-05-06'])
      expect(record({ asOf: day(asOf) }).result).toEqual({ outcome: 'new-1' });
  });

  it('refuses an outcome above the limit of the deal, and a deal that does not exist', () => {
    expect(record({}, { outcomes: 49 }).result).toEqual({ outcome: 'new-1' });
    expect(() => record({}, { outcomes: 50 })).toThrow(failure('INVALID_INPUT', { path: ['input', 'deal'] }));
    expect(() => record({}, null)).toThrow(failure('NOT_FOUND'));
  });

  it('requires an amount for what was realised, and only for it', () => {
    const issuesOf = (input: object) =>
      recordDealOutcome.input.safeParse({
        ...{
          deal: Buffer.from('Deal:01980000-0000-7000-8000-000000000000').toString('base64url'),
          asOf: '2030-05-06',
        },
        sources: [{ publisher: 'Xinhua', publishedOn: '2030-05-06' }],
        ...input,
      }).error?.issues;
    const amount = { amount: '1', currency: 'CNY' };
    const aboutAmount = expect.objectContaining({ path: ['amount'] });
    expect(issuesOf({ kind: 'REALISED' })).toContainEqual(aboutAmount);
    expect(issuesOf({ kind: 'LAPSED', amount })).toContainEqual(aboutAmount);
    for (const input of [
      { kind: 'REALISED', amount },
      { kind: 'IN_FORCE' },
      { kind: 'LAPSED', amount: null },
    ])
      expect(issuesOf(input) ?? []).not.toContainEqual(aboutAmount);
  });
});

describe('updateDealOutcome', () => {
  type Input = Parameters<typeof updateDealOutcome.decide>[1];
  const stored: LoadedOutcome = {
    version: 4,
    exhibitionId: 'exhibition',
    slug: 'fair',
    series: { slug: 'fairs' },
    signedOn: '2030-05-01',
    dealId: 'deal',
    kind: 'REALISED',
    asOf: '2030-05-05',
    amount: '12.5000',
    currencyCode: 'CNY',
    notes: null,
    sample: false,
    sources: [],
  };
  const update = (input: Partial<Input>, changes: Partial<LoadedOutcome> = {}) =>
    updateDealOutcome.decide({ ...stored, ...changes }, { outcome: 'outcome', ...input }, deciding());
  const columns = { id: 'outcome', asOf: '2030-05-05', amount: '12.50', currencyCode: 'CNY', notes: null };

  it.each([
    ['nothing', {}, {}],
    ['the day', { asOf: day('2030-05-02') }, { asOf: '2030-05-02' }],
    ['the amount', { amount: { amount: '7', currency: 'KRW' } }, { amount: '7', currencyCode: 'KRW' }],
    ['the note', { noteTranslations: en('Late.') }, { notes: en('Late.') }],
  ])('changes %s and keeps the rest', (_, input, after) => {
    const { writes, audit } = update(input);
    expect(parametersOf(writes, 'UPDATE "DealOutcome"')).toEqual([[{ ...columns, ...after }]]);
    expect(statements(writes)).toHaveLength(1);
    expect(audit).toMatchObject([{ before: { amount: '12.50' }, after }]);
  });

  it('replaces the sources', () => {
    const { writes } = update({ sources });
    expect(statements(writes).map((each) => each.slice(0, 22))).toEqual([
      'UPDATE "DealOutcome" A',
      'DELETE FROM "_DealOutc',
      'WITH given AS ( SELECT',
    ]);
  });

  it('refuses an amount of what is in force, a day before the signing, and another version', () => {
    expect(() =>
      update(
        { amount: { amount: '7', currency: 'CNY' } },
        { kind: 'IN_FORCE', amount: null, currencyCode: null },
      ),
    ).toThrow(failure('INVALID_INPUT', { path: ['input', 'amount'] }));
    expect(() => update({ asOf: day('2030-04-30') })).toThrow(failure('INVALID_INPUT'));
    expect(() => update({ expectedVersion: 3 })).toThrow(failure('VERSION_CONFLICT'));
    expect(() => updateDealOutcome.decide(null, { outcome: 'outcome' }, deciding())).toThrow(
      failure('NOT_FOUND'),
    );
  });
});

describe('the totals of outcomes', () => {
  const group = (measure: OutcomeGroup['measure'], deals: number, sum?: [string, string]): OutcomeGroup => ({
    exhibitionId: 'exhibition',
    category: 'INVESTMENT',
    measure,
    deals,
    amount: sum?.[0] ?? null,
    currency: sum?.[1] ?? null,
  });

  it('add signed and realised amounts apart, per category and currency, over several editions', () => {
    const [investment, trade] = addUpOutcomes([
      group('SIGNED', 2, ['100.5000', 'CNY']),
      group('SIGNED', 1),
      group('SIGNED', 1, ['10.0000', 'CNY']),
      group('REALISED', 1, ['30.2500', 'CNY']),
      group('REALISED', 1, ['5000.0000', 'KRW']),
      group('IN_FORCE', 2),
      group('LAPSED', 1),
      { ...group('SIGNED', 7), category: 'TRADE' },
    ]);
    expect(investment).toEqual({
      category: 'INVESTMENT',
      signed: { deals: 4, currencies: { CNY: { deals: 3, amount: '110.50' } } },
      realised: {
        deals: 2,
        currencies: { CNY: { deals: 1, amount: '30.25' }, KRW: { deals: 1, amount: '5000' } },
      },
      inForce: 2,
      lapsed: 1,
    });
    expect(trade).toMatchObject({
      category: 'TRADE',
      signed: { deals: 7 },
      realised: { deals: 0 },
      lapsed: 0,
    });
  });
});
