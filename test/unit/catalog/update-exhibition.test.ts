import { describe, expect, it } from 'vitest';
import { updateExhibition } from '../../../src/catalog/exhibitions/update-exhibition.ts';
import type { Warned } from '../../../src/mutations/input-warning.ts';
import { decidingAs, en, organizer, parametersOf, rates, statements } from '../programme/loaded-rows.ts';

type Loaded = NonNullable<Parameters<typeof updateExhibition.decide>[0]['exhibition']>;
type Input = Parameters<typeof updateExhibition.decide>[1];

const before = {
  names: en('Fair'),
  theme: en('Trust'),
  startsOn: '2030-05-06',
  endsOn: '2030-05-08',
  timeZone: 'Asia/Shanghai',
  languages: ['en'],
  archived: false,
  reportingCurrencyCode: 'CNY',
  focusIndustries: ['wine'],
  venues: [{ names: en('Hall'), city: en('Nanjing'), country: 'CN', timeZone: 'Asia/Shanghai' }],
  rates,
};
const industries = ['wine', 'optics'].map((code) => ({ id: `${code}-id`, code, names: en(code) }));
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const euro = { currency: 'EUR', rate: '7.8', date: day('2030-05-01'), source: 'Test' };

const update = (input: Partial<Input> = {}, changes: Partial<Loaded> | null = {}) =>
  updateExhibition.decide(
    {
      exhibition: changes && {
        ...before,
        id: 'exhibition',
        slug: 'fair',
        series: { slug: 'fairs' },
        version: 4,
        nextVenue: 3,
        ceremonyIsOpen: false,
        ceremonies: [],
        ...changes,
      },
      industries,
    },
    { exhibition: { slug: 'fair' }, ...input },
    decidingAs(organizer),
  );
const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });

describe('updateExhibition', () => {
  const hall = {
    nameTranslations: en('Annex'),
    cityTranslations: en('Suzhou'),
    country: 'CN',
    timeZone: 'Asia/Shanghai',
  };
  it.each<[string, Partial<Input>, object]>([
    ['nothing', {}, {}],
    ['its name', { nameTranslations: en('Expo') }, { names: en('Expo') }],
    ['its theme', { themeTranslations: en('Growth') }, { theme: en('Growth') }],
    ['its theme to none, with null', { themeTranslations: null }, { theme: null }],
    ['its first day', { startsOn: day('2030-05-05') }, { startsOn: '2030-05-05' }],
    ['its last day', { endsOn: day('2030-05-09') }, { endsOn: '2030-05-09' }],
    ['its time zone', { timeZone: 'Asia/Seoul' }, { timeZone: 'Asia/Seoul' }],
    ['its languages', { languages: ['zh', 'en'] }, { languages: ['zh', 'en'] }],
    ['its focus industries', { focusIndustries: ['optics'] }, { focusIndustries: ['optics'] }],
    ['its focus industries to none', { focusIndustries: [] }, { focusIndustries: [] }],
    ['its rates to none, with an empty list', { exchangeRates: [] }, { rates: [] }],
    ['its rates', { exchangeRates: [euro] }, { rates: [{ ...euro, date: '2030-05-01', sample: false }] }],
    [
      'its venues, by those that are added',
      { addVenues: [hall] },
      {
        venues: [
          ...before.venues,
          { names: en('Annex'), city: en('Suzhou'), country: 'CN', timeZone: 'Asia/Shanghai' },
        ],
      },
    ],
  ])('changes %s and keeps what is absent from the input', (_, input, after) => {
    const { result, audit, announcement } = update(input);
    expect(result).toEqual({ exhibition: 'exhibition' });
    expect(announcement).toBeUndefined();
    expect(audit).toEqual([
      {
        exhibition: 'exhibition',
        type: 'Exhibition',
        id: 'exhibition',
        before,
        after: { ...before, ...after },
      },
    ]);
  });

  it('warns where its new days leave ceremonies on others, and not where the days stay', () => {
    const ceremonies = ['2030-05-06T01:00:00+00:00', '2030-05-09T01:00:00+00:00'];
    const warningsOf = (input: Partial<Input>) => (update(input, { ceremonies }).result as Warned).warnings;
    expect(warningsOf({ startsOn: day('2030-05-07') })).toEqual([
      {
        code: 'OUTSIDE_EXHIBITION',
        path: ['input', 'startsOn'],
        message: 'leaves ceremonies outside the days of the exhibition: 2',
      },
    ]);
    expect(warningsOf({ endsOn: day('2030-05-09') })).toBeUndefined();
    expect(warningsOf({ archived: true })).toBeUndefined();
  });

  it('writes what the audit log contains, and no rows that the input does not change', () => {
    const { writes } = update({ themeTranslations: null, startsOn: day('2030-05-07') });
    expect(statements(writes)).toHaveLength(1);
    expect(parametersOf(writes, 'UPDATE "Exhibition"')).toMatchObject([
      [{ id: 'exhibition', theme: null, startsOn: '2030-05-07', endsOn: '2030-05-08' }],
    ]);
  });

  it('adds venues after the existing ones, also where one of these was deleted', () => {
    expect(parametersOf(update({ addVenues: [hall] }).writes, '"Venue"')).toMatchObject([
      [{ id: 'new-1', exhibitionId: 'exhibition', position: 3 }],
    ]);
  });

  it('computes the amounts in the reporting currency again if the rates change', () => {
    const written = statements(update({ exchangeRates: [euro] }).writes);
    expect(written.slice(1, 3)).toEqual([
      'DELETE FROM "ExchangeRate" WHERE "exhibitionId" = ?::uuid',
      expect.stringContaining('INSERT INTO "ExchangeRate"'),
    ]);
    expect(written[3]).toContain('UPDATE "Deal"');
  });

  it('leaves the rates as they are while a ceremony is open, and changes the rest', () => {
    const inUse = failure('RATES_IN_USE', { path: ['input', 'exchangeRates'] });
    expect(() => update({ exchangeRates: [euro] }, { ceremonyIsOpen: true })).toThrow(inUse);
    expect(() => update({ exchangeRates: [] }, { ceremonyIsOpen: true })).toThrow(inUse);
    expect(update({ timeZone: 'Asia/Seoul' }, { ceremonyIsOpen: true }).audit).toHaveLength(1);
  });

  it('rejects a rate for the reporting currency', () => {
    const exchangeRates = [euro, { ...euro, currency: 'CNY' }];
    expect(() => update({ exchangeRates })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'exchangeRates', '1', 'currency'] }),
    );
  });

  it('does not end before it starts, whichever of the two days is changed', () => {
    const early = failure('INVALID_INPUT', { path: ['input', 'endsOn'] });
    expect(() => update({ startsOn: day('2030-05-09') })).toThrow(early);
    expect(() => update({ endsOn: day('2030-05-05') })).toThrow(early);
    expect(update({ startsOn: day('2030-05-08') }).audit).toHaveLength(1);
  });

  it('names the focus industry that does not exist', () => {
    expect(() => update({ focusIndustries: ['wine', 'steel'] })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'focusIndustries', '1'] }),
    );
  });

  it('changes the expected version and no other, and nothing that does not exist', () => {
    expect(() => update({ expectedVersion: 3 })).toThrow(
      failure('VERSION_CONFLICT', {
        currentVersion: 4,
        current: { __typename: 'Exhibition', id: 'exhibition' },
      }),
    );
    expect(update({ expectedVersion: 4 }).audit).toHaveLength(1);
    expect(() => update({}, null)).toThrow(failure('NOT_FOUND', { path: ['input', 'exhibition'] }));
  });
});
