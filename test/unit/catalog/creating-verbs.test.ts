/** What the verbs that create something decide: the rows and the audit entry, the defaults, and each typed error. */
import { describe, expect, it } from 'vitest';
import { createExhibition } from '../../../src/catalog/exhibitions/create-exhibition.ts';
import { createIndustry } from '../../../src/catalog/exhibitions/create-industry.ts';
import { createSeries } from '../../../src/catalog/exhibitions/create-series.ts';
import { createCompany, createPublicBody } from '../../../src/catalog/organizations/create-organization.ts';
import { registerExhibitor } from '../../../src/catalog/organizations/register-exhibitor.ts';
import { createPerson } from '../../../src/catalog/people/create-person.ts';
import { listLimits } from '../../../src/graphql/list-limits.ts';
import { resetRehearsal } from '../../../src/programme/ceremonies/reset-rehearsal.ts';
import { recordReportedFigure } from '../../../src/programme/figures/record-reported-figure.ts';
import {
  decidingAs,
  en,
  operator,
  operatorOfAnother,
  organizer,
  parametersOf,
  statements,
} from '../programme/loaded-rows.ts';

const idempotencyKey = 'test-key-1';
const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const inThree = [
  { language: 'ko', text: '광학' },
  { language: 'en', text: 'Optics' },
  { language: 'zh', text: '光学' },
];

const searchable = (name: string) => ({
  sortName: name,
  searchText: name,
  searchGrams: expect.arrayContaining([name.slice(0, 2)]),
});

describe('createIndustry', () => {
  const decide = (industries: number) =>
    createIndustry.decide(
      industries,
      { code: 'optics', nameTranslations: inThree, idempotencyKey },
      decidingAs(organizer),
    );

  it('inserts the industry with its names in each language', () => {
    const { result, writes, audit } = decide(0);
    const [[row]] = parametersOf(writes, 'INSERT INTO "Industry"') as [[{ id: string }]];
    expect(row).toEqual({ id: expect.any(String), code: 'optics', names: inThree });
    expect(result).toEqual({ industry: row.id });
    expect(audit).toEqual([
      { type: 'Industry', id: row.id, before: null, after: { code: 'optics', names: inThree } },
    ]);
  });

  it('inserts the last one that the list has room for, and none beyond it', () => {
    const { max } = listLimits.industries;
    expect(decide(max - 1).writes).toHaveLength(1);
    expect(() => decide(max)).toThrow(failure('INVALID_INPUT', { path: ['input', 'code'] }));
  });
});

it('createPerson inserts the person', () => {
  const input = { nameTranslations: en('Eva'), country: 'DE', sample: true, idempotencyKey };
  const { result, writes, audit } = createPerson.decide(null, input, decidingAs(operator));
  const [[row]] = parametersOf(writes, 'INSERT INTO "Person"') as [[{ id: string }]];
  const after = { names: en('Eva'), country: 'DE', sample: true };
  expect(row).toEqual({ id: result.person, ...after, ...searchable('eva') });
  expect(audit).toEqual([{ type: 'Person', id: result.person, before: null, after }]);
});

describe('createCompany', () => {
  type Input = Parameters<typeof createCompany.decide>[1];
  const decide = (input: Partial<Input> = {}) =>
    createCompany.decide(
      [{ id: 'optics-id', code: 'optics', names: en('Optics') }],
      { nameTranslations: en('Straße Optik'), country: 'DE', sample: false, idempotencyKey, ...input },
      decidingAs(operator),
    );
  const rowOf = (input: Partial<Input> = {}) =>
    (parametersOf(decide(input).writes, 'INSERT INTO "Organization"') as [[Record<string, unknown>]])[0][0];

  it('inserts a company with null for what is absent, and what searches and orders use', () => {
    expect(rowOf()).toMatchObject({
      kind: 'COMPANY',
      names: en('Straße Optik'),
      country: 'DE',
      website: null,
      industryId: null,
      sortName: 'strasse optik',
      searchText: 'strasse optik',
      sample: false,
    });
    expect(rowOf({ website: null, industry: null })).toMatchObject({ website: null, industryId: null });
  });

  it('finds its industry by code, and names a code that does not exist', () => {
    expect(rowOf({ industry: 'optics' })).toMatchObject({ industryId: 'optics-id' });
    expect(() => decide({ industry: 'wine' })).toThrow(failure('INVALID_INPUT'));
  });

  it('audits it without the derived columns', () => {
    const [entry] = decide().audit;
    expect(entry).toMatchObject({ type: 'Company', before: null });
    expect(Object.keys(entry!.after as object)).not.toContain('searchText');
  });
});

it('createPublicBody inserts a public body of its kind', () => {
  const input = {
    nameTranslations: en('City'),
    bodyKind: 'CITY' as const,
    country: 'KR',
    website: 'https://city.example',
    sample: false,
    idempotencyKey,
  };
  const { result, writes, audit } = createPublicBody.decide(null, input, decidingAs(operator));
  const [[row]] = parametersOf(writes, 'INSERT INTO "Organization"') as [[object]];
  expect(row).toMatchObject({
    id: result.organization,
    kind: 'PUBLIC_BODY',
    bodyKind: 'CITY',
    website: 'https://city.example',
    sortName: 'city',
  });
  expect(audit).toMatchObject([{ type: 'PublicBody', id: result.organization, before: null }]);
});

describe('createSeries', () => {
  type Input = Parameters<typeof createSeries.decide>[1];
  const given = {
    slug: 'expo',
    nameTranslations: en('Expo'),
    hostCityTranslations: en('Yancheng'),
    hostCountry: 'CN',
    sample: false,
    idempotencyKey,
  };
  const decide = (loaded: string | null, input: Partial<Input> = {}, mergedIntoId: string | null = null) =>
    createSeries.decide(
      loaded === null ? null : { id: loaded, mergedIntoId },
      { ...given, ...input },
      decidingAs(organizer),
    );

  it('inserts the series with its defaults, and no organizer becomes public', () => {
    const { result, writes } = decide(null);
    expect(parametersOf(writes, 'INSERT INTO "ExhibitionSeries"')).toMatchObject([
      [
        {
          id: result.series,
          slug: 'expo',
          hostSubdivision: null,
          partnerCountries: [],
          heldSince: null,
          organizerId: null,
        },
      ],
    ]);
  });

  it('makes its organizer public, and requires that it exists', () => {
    const { writes } = decide('city', { organizer: 'city', partnerCountries: ['KR'], heldSince: 2019 });
    expect(parametersOf(writes, 'INSERT INTO "ExhibitionSeries"')).toMatchObject([
      [{ organizerId: 'city', partnerCountries: ['KR'], heldSince: 2019 }],
    ]);
    expect(statements(writes)).toContainEqual(expect.stringContaining('"publicSince" ='));
    expect(() => decide(null, { organizer: 'city' })).toThrow(
      failure('NOT_FOUND', { path: ['input', 'organizer'] }),
    );
    expect(() => decide('city', { organizer: 'city' }, 'other')).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'organizer'] }),
    );
  });

  it('neither stores nor audits the idempotency key', () => {
    expect(JSON.stringify(decide(null))).not.toContain(idempotencyKey);
  });
});

describe('createExhibition', () => {
  type Input = Parameters<typeof createExhibition.decide>[1];
  const given: Input = {
    series: { slug: 'expo' },
    edition: 5,
    slug: 'expo-2030',
    nameTranslations: inThree,
    startsOn: new Date('2030-05-06'),
    endsOn: new Date('2030-05-08'),
    timeZone: 'Asia/Shanghai',
    languages: ['zh', 'ko', 'en'],
    reportingCurrency: 'CNY',
    sample: false,
    idempotencyKey,
  };
  const decide = (
    input: Partial<Input> = {},
    series = { id: 'series', slug: 'expos' } as { id: string; slug: string } | undefined,
  ) => createExhibition.decide({ series, industries: [] }, { ...given, ...input }, decidingAs(organizer));

  it('inserts it with its two streams, and its texts in the order of its languages', () => {
    const { result, writes, audit } = decide();
    expect(parametersOf(writes, 'INSERT INTO "Exhibition"')).toMatchObject([
      [
        {
          id: result.exhibition,
          seriesId: 'series',
          startsOn: '2030-05-06',
          endsOn: '2030-05-08',
          theme: null,
          names: [{ language: 'zh' }, { language: 'ko' }, { language: 'en' }],
        },
      ],
    ]);
    expect(
      statements(writes).filter((text) => text.includes('INSERT INTO "AnnouncementStream"')),
    ).toHaveLength(2);
    expect(audit).toMatchObject([{ exhibition: result.exhibition, type: 'Exhibition', before: null }]);
  });

  it('may last one day, and does not end before it starts', () => {
    expect(decide({ endsOn: new Date('2030-05-06') }).writes.length).toBeGreaterThan(0);
    expect(() => decide({ endsOn: new Date('2030-05-05') })).toThrow(failure('INVALID_INPUT'));
  });

  it('accepts no rate for its reporting currency, and requires an existing series', () => {
    const rate = { currency: 'CNY', rate: '1', asOf: new Date('2030-05-01'), source: { publisher: 'PBC' } };
    expect(() => decide({ exchangeRates: [rate] as never })).toThrow(failure('INVALID_INPUT'));
    expect(() =>
      createExhibition.decide({ series: undefined, industries: [] } as never, given, decidingAs(organizer)),
    ).toThrow(failure('NOT_FOUND', { path: ['input', 'series'] }));
  });
});

describe('registerExhibitor', () => {
  type Loaded = Parameters<typeof registerExhibitor.decide>[0];
  type Input = Parameters<typeof registerExhibitor.decide>[1];
  const decide = (input: Partial<Input> = {}, loaded: Partial<Loaded> = {}, identity = organizer) =>
    registerExhibitor.decide(
      {
        exhibition: { id: 'fair-id', slug: 'fair', series: { slug: 'fairs' } } as never,
        organization: { id: 'company', mergedIntoId: null },
        main: { exhibitionId: 'fair-id', role: 'MAIN' },
        ...loaded,
      },
      { exhibition: { slug: 'fair' }, organization: 'company', sample: false, idempotencyKey, ...input },
      decidingAs(identity),
    );

  it('is for operators of the exhibition', () => {
    expect(decide({}, {}, operator).writes).not.toEqual([]);
    expect(() => decide({}, {}, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
    // The same error whether the organization exists or not.
    expect(() => decide({}, { organization: null }, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
  });

  it('inserts a main exhibitor and makes its organization public', () => {
    const { result, writes } = decide({ hall: 'A' });
    expect(parametersOf(writes, 'INSERT INTO "Exhibitor"')).toMatchObject([
      [
        {
          id: result.exhibitor,
          exhibitionId: 'fair-id',
          role: 'MAIN',
          mainExhibitorId: null,
          hall: 'A',
          booth: null,
        },
      ],
    ]);
    expect(statements(writes)).toContainEqual(expect.stringContaining('"publicSince" ='));
  });

  it('inserts a co-exhibitor of a main exhibitor of the same exhibition only', () => {
    const { writes } = decide({ mainExhibitor: 'main' });
    expect(parametersOf(writes, 'INSERT INTO "Exhibitor"')).toMatchObject([
      [{ role: 'CO', mainExhibitorId: 'main' }],
    ]);
    const path = ['input', 'mainExhibitor'];
    const co = (main: Loaded['main']) => () => decide({ mainExhibitor: 'main' }, { main: main as never });
    expect(co(null)).toThrow(failure('NOT_FOUND', { path }));
    expect(co({ exhibitionId: 'fair-id', role: 'CO' })).toThrow(failure('INVALID_INPUT', { path }));
    expect(co({ exhibitionId: 'other', role: 'MAIN' })).toThrow(failure('INVALID_INPUT', { path }));
  });

  it('requires that exhibition and organization exist', () => {
    expect(() => decide({}, { exhibition: null as never })).toThrow(failure('NOT_FOUND'));
    expect(() => decide({}, { organization: null })).toThrow(
      failure('NOT_FOUND', { path: ['input', 'organization'] }),
    );
    const organization = { id: 'company', mergedIntoId: 'other' };
    expect(() => decide({}, { organization })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'organization'] }),
    );
  });
});

describe('recordReportedFigure', () => {
  type Loaded = Parameters<typeof recordReportedFigure.decide>[0];
  type Input = Parameters<typeof recordReportedFigure.decide>[1];
  const scope = {
    scope: 'EDITION' as const,
    seriesId: 'series',
    exhibitionId: 'fair-id',
    ceremonyId: null,
    exhibition: { slug: 'fair', series: { slug: 'fairs' } },
    series: null,
    figures: 0,
  };
  const source = { publisher: 'Xinhua', publishedOn: new Date('2030-05-09') };
  const given = {
    exhibition: { slug: 'fair' },
    metric: 'SIGNED_PROJECTS',
    value: '58',
    qualifier: 'EXACT',
    asOf: new Date('2030-05-08'),
    sources: [source],
    idempotencyKey,
  } as unknown as Input;
  const decide = (loaded: Loaded = scope, input: Partial<Input> = {}) =>
    recordReportedFigure.decide(loaded, { ...given, ...input }, decidingAs(organizer));

  it('stores the figure as it was reported, in its scope and with its sources', () => {
    const { result, writes, audit } = decide();
    expect(parametersOf(writes, 'INSERT INTO "ReportedFigure"')).toMatchObject([
      [
        {
          ...{ id: result.figure, scope: 'EDITION', exhibitionId: 'fair-id', ceremonyId: null, value: '58' },
          ...{ currencyCode: null, fromEdition: null, toEdition: null, notes: null, asOf: '2030-05-08' },
        },
      ],
    ]);
    expect(audit).toMatchObject([
      {
        exhibition: 'fair-id',
        type: 'ReportedFigure',
        after: { sources: [{ publisher: 'Xinhua', reference: '', publishedOn: '2030-05-09', url: null }] },
      },
    ]);
  });

  it('belongs to no exhibition in the audit log if it is of a series', () => {
    const [entry] = decide({
      ...scope,
      ...{ scope: 'CUMULATIVE', exhibitionId: null, exhibition: null, series: { slug: 'fairs' } },
    }).audit;
    expect(entry).not.toHaveProperty('exhibition');
  });

  it('names each given object that does not exist', () => {
    for (const [noun, input] of [
      ['exhibition', {}],
      ['series', { series: { slug: 'expo' }, exhibition: null }],
      ['ceremony', { ceremony: 'opening', exhibition: null }],
    ] as const)
      expect(() => decide(null as never, input as Partial<Input>), noun).toThrow(
        failure('NOT_FOUND', { path: ['input', noun] }),
      );
  });

  it('is the last one that the list has room for, and none beyond it', () => {
    const { max } = listLimits.figureComparisons;
    expect(decide({ ...scope, figures: max - 1 }).writes).toHaveLength(2);
    expect(() => decide({ ...scope, figures: max })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'exhibition'] }),
    );
  });
});

describe('resetRehearsal', () => {
  const rehearsed = {
    ...{ id: 'fair-id', slug: 'fair', series: { slug: 'fairs' }, leases: [] },
    ...{ ceremonies: { opening: 'OPEN' }, deals: { plant: 'SIGNED' }, speeches: {} },
    ...{ cues: { item: 'HELD' }, announcements: 2 },
  };
  const decide = (loaded: typeof rehearsed | null, as = organizer) =>
    resetRehearsal.decide(loaded, { exhibition: { slug: 'fair' } }, decidingAs(as));

  it('resets the statuses, the cues and the stream of the rehearsal, and changes nothing live', () => {
    const { result, writes, audit } = decide(rehearsed);
    expect(result).toEqual({ exhibition: 'fair-id' });
    const texts = statements(writes);
    for (const part of [
      '"Ceremony" SET "rehearsalStatus"',
      '"Deal" SET "rehearsalStatus"',
      '"Speech" SET "rehearsalStatus"',
      '"rehearsalCue" =',
      'DELETE FROM "Announcement"',
    ])
      expect(
        texts.filter((text) => text.includes(part)),
        part,
      ).toHaveLength(1);
    expect(texts.join('\n')).not.toMatch(/SET "(status|cue)"/);
    for (const text of texts.filter((each) => each.includes('Announcement')))
      expect(text).toContain(`'REHEARSAL'`);
    const { id: _id, slug: _slug, series: _series, leases: _leases, ...before } = rehearsed;
    expect(audit).toMatchObject([{ exhibition: 'fair-id', before: { rehearsal: before } }]);
  });

  it('requires an operator of the exhibition', () => {
    expect(() => decide(null)).toThrow(failure('NOT_FOUND', { path: ['input', 'exhibition'] }));
    expect(() => decide({ ...rehearsed, slug: 'elsewhere' }, operator)).toThrow(failure('FORBIDDEN'));
  });
});
