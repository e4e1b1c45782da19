import { describe, expect, it } from 'vitest';
import { type DealFilter, dealOrder, filteredDeals } from '../../../src/programme/deals/deal-filter.ts';

/** Each condition as Postgres reads it, with its values in place. */
function conditionsOf(filter: Partial<DealFilter> | null): string[] {
  return filteredDeals(filter as DealFilter).where.map(({ text, values }) =>
    text.replace(/\$(\d+)/g, (_all, index) => JSON.stringify(values[Number(index) - 1])),
  );
}
const only = (filter: Partial<DealFilter>) => conditionsOf(filter).slice(1);
const globalId = (typename: string, id: string) => Buffer.from(`${typename}:${id}`).toString('base64url');
const id = '00000000-0000-7000-8000-000000000001';

describe('a filter of deals', () => {
  it.each([null, {}, { status: null as never }])(
    'leaves out by default what does not stand: %j',
    (filter) => {
      expect(conditionsOf(filter)).toEqual(['item."status" = ANY(["PLANNED","SIGNED"]::"DealStatus"[])']);
    },
  );

  it('takes the statuses that are named, also none', () => {
    expect(conditionsOf({ status: ['RETRACTED'] })).toEqual([
      'item."status" = ANY(["RETRACTED"]::"DealStatus"[])',
    ]);
    expect(conditionsOf({ status: [] })).toEqual(['item."status" = ANY([]::"DealStatus"[])']);
  });

  it('of an amount includes both ends, in its currency alone', () => {
    expect(only({ amount: { currency: 'CNY', min: '0.01', max: '0.02' } })).toEqual([
      'item."currencyCode" = "CNY"',
      'item."amount" >= "0.01"::numeric',
      'item."amount" <= "0.02"::numeric',
    ]);
    expect(only({ amount: { currency: 'KRW', max: '5' } })).toEqual([
      'item."currencyCode" = "KRW"',
      'item."amount" <= "5"::numeric',
    ]);
    expect(only({ amount: { currency: 'KRW' } })).toHaveLength(1);
  });

  it.each([
    ['CNY', '0.005'],
    ['KRW', '0.5'],
    ['KWD', '0.0005'],
    ['CNY', '-1'],
    ['CNY', '1e3'],
    ['CNY', '1.'],
    ['CNY', ''],
    ['CNY', '1'.repeat(19)],
  ])('refuses an amount of %s %s, and names the end of the range', (currency, amount) => {
    for (const end of ['min', 'max'])
      expect(() => only({ amount: { currency, [end]: amount } })).toThrow(
        expect.objectContaining({
          code: 'BAD_USER_INPUT',
          extensions: expect.objectContaining({ argument: `filter.amount.${end}` }),
        }),
      );
  });

  it.each([
    ['CNY', '0.05'],
    ['KRW', '50'],
    ['KWD', '0.005'],
    ['CNY', '1'.repeat(18)],
  ])('takes an amount of %s %s', (currency, min) => {
    expect(only({ amount: { currency, min } })).toHaveLength(2);
  });

  it('refuses what is no currency, at its place', () => {
    for (const filter of [{ currency: 'RMB' }, { amount: { currency: 'RMB' } }])
      expect(() => only(filter)).toThrow('currency must be an ISO 4217 code');
    expect(only({ currency: 'CNY' })).toEqual(['item."currencyCode" = "CNY"']);
  });

  it('takes the id of a company or a public body, and of nothing else', () => {
    for (const typename of ['Company', 'PublicBody'])
      expect(only({ organization: globalId(typename, id) })[0]).toContain(
        `"organizationId" = coalesce(\n      (SELECT "mergedIntoId" FROM "Organization" WHERE "id" = "${id}"::uuid), "${id}"::uuid)`,
      );
    for (const other of [globalId('Deal', id), 'no id', ''])
      expect(() => only({ organization: other })).toThrow(
        'organization must be the id of a Company or a PublicBody.',
      );
  });

  it('finds a country in any place of the parties, and refuses what is none', () => {
    expect(only({ country: 'KR' })).toEqual(['item."countries" @> ARRAY["KR"]::text[]']);
    expect(() => only({ country: 'XX' })).toThrow('country');
  });

  it('takes an empty list of categories or instruments for none of them, and an absent one for all', () => {
    expect(only({ category: [], instrument: ['CONTRACT'] })).toEqual([
      'item."category" = ANY([]::"DealCategory"[])',
      'item."instrument" = ANY(["CONTRACT"]::"Instrument"[])',
    ]);
    expect(only({ category: null, instrument: null })).toEqual([]);
  });

  it('names the exhibition and the industry, so that an unknown one is an error', () => {
    const { where, named } = filteredDeals({ exhibition: 'fair', industry: ['wine'] } as DealFilter);
    expect(where).toHaveLength(3);
    expect(named.map(({ argument }) => argument.join('.'))).toEqual(['filter.exhibition', 'filter.industry']);
  });

  it('finds deals of a ceremony and of a time, and refuses what is none', () => {
    const ceremony = Buffer.from('Ceremony:00000000-0000-7000-8000-000000000001').toString('base64url');
    expect(only({ ceremony })[0]).toContain('"ProgrammeItem"');
    expect(() => only({ ceremony: 'opening' })).toThrow('ceremony must be the id of a Ceremony.');
    const [from, before] = only({
      signedFrom: '2030-05-06T09:00:00Z',
      signedBefore: '2030-05-06T18:00:00+09:00',
    });
    expect([from, before]).toEqual([
      expect.stringContaining('item."signedAt" >= '),
      expect.stringContaining('item."signedAt" < '),
    ]);
    expect(() => only({ signedFrom: 'yesterday' })).toThrow('signedFrom');
    expect(only({ industry: [] })).toEqual(['false']);
    expect(() => only({ industry: Array(51).fill('wine') })).toThrow('at most 50');
  });
});

it('deals without an amount or a rate come last in both directions', () => {
  const column = (direction: string) => dealOrder({ field: 'AMOUNT', direction } as never).column.text;
  // They have -1 in this column.
  expect(column('DESC')).toBe('item."amountInReportingCurrency"');
  expect(column('ASC')).toBe(`coalesce(nullif(item."amountInReportingCurrency", -1), 'Infinity'::numeric)`);
});

describe('the values of a list', () => {
  it('are each compared once', () => {
    expect(only({ category: ['TRADE', 'TRADE'] })).toEqual([
      'item."category" = ANY(["TRADE"]::"DealCategory"[])',
    ]);
    expect(conditionsOf({ status: ['SIGNED', 'SIGNED'] })).toEqual([
      'item."status" = ANY(["SIGNED"]::"DealStatus"[])',
    ]);
    expect(filteredDeals({ industry: ['steel', 'steel'] } as DealFilter).named).toHaveLength(1);
  });

  it.each(['status', 'category', 'instrument', 'industry'] as const)('are limited: %s', (name) => {
    const values = Array(51).fill('SIGNED') as never;
    expect(() => conditionsOf({ [name]: values })).toThrow(`${name} must have at most 50 values.`);
  });

  it('are not looked for if they are longer than any code', () => {
    const { named } = filteredDeals({ industry: ['x'.repeat(81)] } as DealFilter);
    expect(named.map(({ id: found }) => found.values)).toEqual([[]]);
  });
});
