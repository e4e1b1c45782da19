import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExhibition, newKey } from '../support/build-exhibition.ts';
import { mutate, send } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
let built: Awaited<ReturnType<typeof buildExhibition>>;
let token: string;

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
  token = await tokenFor(pavilion, 'organizer');
  built = await buildExhibition(pavilion.url, token, { slug: 'fair', deals: 1 });
});
afterAll(async () => {
  await pavilion[Symbol.asyncDispose]();
});

const text = (value: string, language = 'de') => [{ language, text: value }];

const deal = (changes: object = {}) => ({
  exhibition: built.exhibition,
  titleTranslations: text('Ein Vertrag'),
  category: 'INVESTMENT',
  instrument: 'CONTRACT',
  amount: { amount: '10.00', currency: 'EUR' },
  industry: 'fair-shipping',
  parties: [
    { organization: built.companies[0], role: 'INVESTOR' },
    { organization: built.city, role: 'HOST' },
  ],
  ...changes,
});
const money = (amount: string, currency = 'EUR') => deal({ amount: { amount, currency } });
const titled = (titleTranslations: object[]) => deal({ titleTranslations });
const exhibition = (changes: object) => ({ exhibition: built.exhibition, ...changes });

/** The mutation, its input, the path that is to be named, and what is said about it. */
type Case = [what: string, mutation: string, input: () => object, path: string, message: RegExp];

const cases: Case[] = [
  ['a negative amount', 'createDeal', () => money('-5.00'), 'input.amount.amount', /plain decimal/],
  ['zero', 'createDeal', () => money('0.00'), 'input.amount.amount', /greater than zero/],
  ['NaN', 'createDeal', () => money('NaN'), 'input.amount.amount', /plain decimal/],
  ['Infinity', 'createDeal', () => money('Infinity'), 'input.amount.amount', /plain decimal/],
  ['an exponent', 'createDeal', () => money('1e6'), 'input.amount.amount', /plain decimal/],
  ['hexadecimal', 'createDeal', () => money('0x10'), 'input.amount.amount', /plain decimal/],
  ['grouping', 'createDeal', () => money('1,000.00'), 'input.amount.amount', /plain decimal/],
  ['full-width digits', 'createDeal', () => money('１０'), 'input.amount.amount', /plain decimal/],
  ['a space', 'createDeal', () => money(' 10'), 'input.amount.amount', /plain decimal/],
  ['a sign', 'createDeal', () => money('+10'), 'input.amount.amount', /plain decimal/],
  ['leading zeros', 'createDeal', () => money('010'), 'input.amount.amount', /plain decimal/],
  ['an empty amount', 'createDeal', () => money(''), 'input.amount.amount', /plain decimal/],
  ['too many decimals', 'createDeal', () => money('1.005'), 'input.amount.amount', /2 decimals of EUR/],
  [
    'decimals of a currency that has none',
    'createDeal',
    () => money('1.5', 'JPY'),
    'input.amount.amount',
    /0 decimals of JPY/,
  ],
  [
    'an amount that no column holds',
    'createDeal',
    () => money('9'.repeat(19)),
    'input.amount.amount',
    /18 digits/,
  ],
  ['an unknown currency', 'createDeal', () => money('1.00', 'XYZ'), 'input.amount.currency', /ISO 4217/],
  [
    'a currency in small letters',
    'createDeal',
    () => money('1.00', 'eur'),
    'input.amount.currency',
    /ISO 4217/,
  ],
  ['gold', 'createDeal', () => money('1', 'XAU'), 'input.amount.currency', /ISO 4217/],
  ['no titles', 'createDeal', () => titled([]), 'input.titleTranslations', /at least one language/],
  ['an empty title', 'createDeal', () => titled(text('  ')), 'input.titleTranslations.0.text', /is empty/],
  [
    'a title of zero-width spaces alone',
    'createDeal',
    () => titled(text('\u200b\u200b')),
    'input.titleTranslations.0.text',
    /is empty/,
  ],
  [
    'NUL in a title',
    'createDeal',
    () => titled(text('a\0b')),
    'input.titleTranslations.0.text',
    /control characters/,
  ],
  [
    'a lone surrogate',
    'createDeal',
    () => titled(text('a\ud800')),
    'input.titleTranslations.0.text',
    /control characters/,
  ],
  [
    'a bidirectional override',
    'createDeal',
    () => titled(text('a\u202eb')),
    'input.titleTranslations.0.text',
    /direction/,
  ],
  [
    'a title of 301 characters',
    'createDeal',
    () => titled(text('x'.repeat(301))),
    'input.titleTranslations.0.text',
    /300 characters/,
  ],
  [
    'an unknown language',
    'createDeal',
    () => titled(text('x', 'not a language')),
    'input.titleTranslations.0.language',
    /BCP 47/,
  ],
  [
    'a language twice',
    'createDeal',
    () => titled([...text('a'), ...text('b')]),
    'input.titleTranslations',
    /language twice/,
  ],
  [
    'a language twice in two spellings',
    'createDeal',
    () => titled([...text('a', 'zh-hans'), ...text('b', 'zh-Hans')]),
    'input.titleTranslations',
    /twice/,
  ],
  [
    'one party',
    'createDeal',
    () => deal({ parties: deal().parties.slice(1) }),
    'input.parties',
    /two parties/,
  ],
  [
    'the same party on both sides',
    'createDeal',
    () =>
      deal({
        parties: [
          { organization: built.city, role: 'HOST' },
          { organization: built.city, role: 'INVESTOR' },
        ],
      }),
    'input.parties.1.organization',
    /already a party/,
  ],
  [
    'a deal for a party',
    'createDeal',
    () => deal({ parties: [deal().parties[0], { organization: built.deals[0], role: 'HOST' }] }),
    'input.parties.1.organization',
    /the id of a Deal/,
  ],
  [
    'an id of another type',
    'createDeal',
    () => deal({ exhibition: built.deals[0] }),
    'input.exhibition',
    /the id of a Deal/,
  ],
  [
    'an id that is none',
    'createDeal',
    () => deal({ exhibition: 'X' }),
    'input.exhibition',
    /neither a slug nor/,
  ],
  [
    'a prototype name for an id',
    'createDeal',
    () => deal({ exhibition: '__proto__' }),
    'input.exhibition',
    /neither a slug nor/,
  ],
  [
    'an industry that is not there',
    'createDeal',
    () => deal({ industry: 'none' }),
    'input.industry',
    /no industry none/,
  ],
  [
    'the 31st of February',
    'updateExhibition',
    () => exhibition({ startsOn: '2030-02-31' }),
    'input.startsOn',
    /not a day/,
  ],
  [
    'a day with a time',
    'updateExhibition',
    () => exhibition({ startsOn: '2030-02-01T00:00:00Z' }),
    'input.startsOn',
    /not a day/,
  ],
  [
    'an end before the start',
    'updateExhibition',
    () => exhibition({ endsOn: '2030-01-01' }),
    'input.endsOn',
    /before startsOn/,
  ],
  [
    'an unknown time zone',
    'updateExhibition',
    () => exhibition({ timeZone: 'Mars/Olympus' }),
    'input.timeZone',
    /IANA/,
  ],
  [
    'no languages',
    'updateExhibition',
    () => exhibition({ languages: [] }),
    'input.languages',
    /at least one/,
  ],
  [
    'a rate of the reporting currency',
    'updateExhibition',
    () => exhibition({ exchangeRates: [{ currency: 'EUR', rate: '1', date: '2030-01-01', source: 'x' }] }),
    'input.exchangeRates.0.currency',
    /reporting currency/,
  ],
  [
    'a rate of zero',
    'updateExhibition',
    () =>
      exhibition({ exchangeRates: [{ currency: 'USD', rate: '0.000', date: '2030-01-01', source: 'x' }] }),
    'input.exchangeRates.0.rate',
    /greater than zero/,
  ],
  [
    'an unknown country',
    'createCompany',
    () => ({ nameTranslations: text('X'), country: 'XX' }),
    'input.country',
    /ISO 3166-1/,
  ],
  [
    'a country of three letters',
    'createCompany',
    () => ({ nameTranslations: text('X'), country: 'DEU' }),
    'input.country',
    /ISO 3166-1/,
  ],
  [
    'a website that is a script',
    'createCompany',
    () => ({ nameTranslations: text('X'), country: 'DE', website: 'javascript:alert(1)' }),
    'input.website',
    /http/,
  ],
  [
    'a slug with capitals',
    'createIndustry',
    () => ({ code: 'Ships', nameTranslations: text('X') }),
    'input.code',
    /not a slug/,
  ],
  [
    'a time without its offset',
    'createCeremony',
    () => exhibition({ kind: 'OPENING', nameTranslations: text('X'), startsAt: '2030-05-06T09:00:00' }),
    'input.startsAt',
    /offset/,
  ],
  [
    'a ceremony that ends before it starts',
    'createCeremony',
    () =>
      exhibition({
        kind: 'OPENING',
        nameTranslations: text('X'),
        startsAt: '2030-05-06T09:00:00Z',
        endsAt: '2030-05-06T08:00:00Z',
      }),
    'input.endsAt',
    /not after/,
  ],
  [
    'a deal twice in a programme',
    'updateProgramme',
    () => ({ ceremony: built.ceremony, items: [{ deal: built.deals[0] }, { deal: built.deals[0] }] }),
    'input.items.1',
    /twice/,
  ],
  [
    'an idempotency key of three characters',
    'signDeal',
    () => ({ deal: built.deals[0], idempotencyKey: 'abc' }),
    'input.idempotencyKey',
    /8 to 200/,
  ],
  [
    'a figure without a source',
    'recordReportedFigure',
    () => exhibition({ metric: 'PROJECTS', value: '1', qualifier: 'ABOUT', asOf: '2030-01-01', sources: [] }),
    'input.sources',
    /at least one source/,
  ],
  [
    'a statement that the column would round',
    'recordReportedFigure',
    () =>
      exhibition({
        metric: 'TRADE',
        value: '1.12345',
        qualifier: 'ABOUT',
        asOf: '2030-01-01',
        currency: 'EUR',
        sources: [{ publisher: 'X', publishedOn: '2030-01-01' }],
      }),
    'input.value',
    /4 decimals/,
  ],
  [
    'a statement with more decimals than its currency',
    'recordReportedFigure',
    () =>
      exhibition({
        metric: 'TRADE',
        value: '1.5',
        qualifier: 'ABOUT',
        asOf: '2030-01-01',
        currency: 'JPY',
        sources: [{ publisher: 'X', publishedOn: '2030-01-01' }],
      }),
    'input.value',
    /0 decimals of JPY/,
  ],
  [
    'half a project',
    'recordReportedFigure',
    () =>
      exhibition({
        metric: 'PROJECTS',
        value: '5.5',
        qualifier: 'ABOUT',
        asOf: '2030-01-01',
        sources: [{ publisher: 'X', publishedOn: '2030-01-01' }],
      }),
    'input.value',
    /0 decimals of PROJECTS/,
  ],
  ...(['http://x/ y', 'http://x/\0', 'http://x/\ud800', 'http://x/\u202e'] as const).map(
    (website): Case => [
      `the website ${JSON.stringify(website)}`,
      'createCompany',
      () => ({ nameTranslations: text('X'), country: 'DE', website }),
      'input.website',
      /control characters/,
    ],
  ),
  ...(['0000-01-01', '1799-12-31', '2201-01-01', '9999-12-31'] as const).map(
    (startsOn): Case => [
      `the day ${startsOn}`,
      'updateExhibition',
      () => exhibition({ startsOn }),
      'input.startsOn',
      /1800 to 2200/,
    ],
  ),
  ...(['0000-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00'] as const).map(
    (startsAt): Case => [
      `the time ${startsAt}`,
      'createCeremony',
      () => exhibition({ kind: 'OPENING', nameTranslations: text('X'), startsAt }),
      'input.startsAt',
      /1800 to 2200/,
    ],
  ),
  [
    'money without a currency',
    'recordReportedFigure',
    () =>
      exhibition({
        metric: 'TRADE',
        value: '1',
        qualifier: 'ABOUT',
        asOf: '2030-01-01',
        sources: [{ publisher: 'X', publishedOn: '2030-01-01' }],
      }),
    'input.currency',
    /TRADE is money/,
  ],
];

const contents = async () => {
  const { rows } = await pavilion.database.pool.query(`
    SELECT (SELECT count(*) FROM "AuditRecord")::int AS changes, (SELECT sum("head") FROM "AnnouncementStream")::int AS announced`);
  return rows[0];
};

describe('a mutation', () => {
  it.each(cases)(
    'rejects %s, names its path and changes nothing',
    async (_what, name, input, path, message) => {
      const before = await contents();
      const result = await mutate(pavilion.url, name, input() as Record<string, unknown>, '__typename', {
        token,
      });
      expect(result.__typename).toBe('InvalidInput');
      expect(result.code).toBe('INVALID_INPUT');
      const issue = result.issues.find((each: { path: string[] }) => each.path.join('.') === path);
      expect(issue, JSON.stringify(result.issues)).toBeDefined();
      expect(issue.message).toMatch(message);
      expect(await contents()).toEqual(before);
    },
  );

  it('reports every invalid value together', async () => {
    const input = deal({
      titleTranslations: text(''),
      industry: 'Not a slug',
      amount: { amount: 'x', currency: 'y' },
    });
    const result = await mutate(pavilion.url, 'createDeal', input, '__typename', { token });
    expect(result.issues.map((issue: { path: string[] }) => issue.path.join('.')).sort()).toEqual([
      'input.amount.amount',
      'input.amount.currency',
      'input.industry',
      'input.titleTranslations.0.text',
    ]);
  });

  it('rejects a number in place of a decimal string, because a number loses digits', async () => {
    const document = `mutation($input: CreateDealInput!) { createDeal(input: $input) { __typename } }`;
    const answer = await send(
      pavilion.url,
      document,
      { input: deal({ amount: { amount: 12.5, currency: 'EUR' } }) },
      { token },
    );
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toMatch(/\.amount\.amount.*must be a string/s);
  });

  it('rejects a body of ten megabytes and a body that is not JSON', async () => {
    const post = (body: string, type = 'application/json') =>
      fetch(`${pavilion.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
    const huge = await post(
      JSON.stringify({ query: '{ viewer { role } }', variables: { x: 'x'.repeat(10_000_000) } }),
    );
    expect(huge.status).toBe(413);
    expect((await post('{"query": ')).status).toBe(400);
    expect(await (await post('{"secret": ')).text()).not.toContain('secret');
    expect((await post('query=1', 'application/x-www-form-urlencoded')).status).toBe(415);
    expect((await post('{ viewer { role } }', 'application/graphql')).status).toBe(415);
    expect((await post('x', 'multipart/form-data; boundary=x')).status).toBe(415);
  });
});

it('accepts any amount at any rate, and orders by the converted amounts', async () => {
  const rate = { currency: 'USD', rate: '999999999999.999999999999', date: '2030-01-01', source: 'x' };
  const options = { token };
  const exhibitions = await mutate(
    pavilion.url,
    'updateExhibition',
    exhibition({ exchangeRates: [rate] }) as Record<string, unknown>,
    'exhibition { id }',
    options,
  );
  expect(exhibitions.__typename).toBe('UpdateExhibitionSuccess');
  const { deal: dearest } = await mutate(
    pavilion.url,
    'createDeal',
    money('999999999999999999.99', 'USD'),
    'deal { id converted { money { amount } } }',
    options,
  );
  expect(dearest.converted.money.amount).toMatch(/^9{18}/);
  const { data } = await send(
    pavilion.url,
    '{ deals(first: 1, orderBy: { field: AMOUNT, direction: DESC }) { nodes { id } } }',
    {},
    options,
  );
  expect(data.deals.nodes).toEqual([{ id: dearest.id }]);
});

describe('an object that exists', () => {
  const again: [name: string, input: () => object, path: string][] = [
    [
      'createSeries',
      () => ({
        slug: 'fair-series',
        nameTranslations: text('X'),
        hostCityTranslations: text('X'),
        hostCountry: 'DE',
      }),
      'input.slug',
    ],
    ['createIndustry', () => ({ code: 'fair-shipping', nameTranslations: text('X') }), 'input.code'],
    ['createExhibition', () => edition({ slug: 'fair', edition: 2 }), 'input.slug'],
    ['createExhibition', () => edition({ slug: 'fair-again', edition: 1 }), 'input.edition'],
  ];
  const edition = (changes: object) => ({
    series: seriesId,
    nameTranslations: text('X'),
    startsOn: '2031-01-01',
    endsOn: '2031-01-02',
    timeZone: 'UTC',
    languages: ['de'],
    reportingCurrency: 'EUR',
    ...changes,
  });
  let seriesId: string;
  beforeAll(async () => {
    const { data } = await send(pavilion.url, '{ series(idOrSlug: "fair-series") { id } }');
    seriesId = data.series.id;
  });

  it.each(again)('is not created again by %s: AlreadyExists names the path', async (name, input, path) => {
    const result = await mutate(pavilion.url, name, input() as Record<string, unknown>, '__typename', {
      token,
    });
    expect([result.code, result.path.join('.')]).toEqual(['ALREADY_EXISTS', path]);
  });

  it('is created once by concurrent registrations of one exhibitor', async () => {
    const input = { exhibition: built.exhibition, organization: built.companies[0] };
    const register = () => mutate(pavilion.url, 'registerExhibitor', input, '__typename', { token });
    const codes = (await Promise.all([register(), register(), register()])).map(({ code }) => code);
    expect(codes.sort()).toEqual(['ALREADY_EXISTS', 'ALREADY_EXISTS', undefined]);
  });
});

describe('a query', () => {
  const code = async (document: string, variables: object = {}) => {
    const { errors } = await send(pavilion.url, document, variables as Record<string, unknown>);
    return [errors?.[0]?.extensions?.code, errors?.[0]?.extensions?.argument];
  };

  it.each([
    ['{ deals(first: -1) { totalCount nodes { id } } }', 'BAD_USER_INPUT', 'first'],
    ['{ deals(first: 101) { nodes { id } } }', 'BAD_USER_INPUT', 'first'],
    ['{ deals(first: 1, last: 1) { nodes { id } } }', 'BAD_USER_INPUT', 'last'],
    ['{ deals(after: "x") { nodes { id } } }', 'INVALID_CURSOR', 'after'],
    [
      '{ deals(filter: { amount: { currency: "EUR", min: "a" } }) { nodes { id } } }',
      'BAD_USER_INPUT',
      'filter.amount.min',
    ],
    [
      '{ deals(filter: { amount: { currency: "nope" } }) { nodes { id } } }',
      'BAD_USER_INPUT',
      'filter.amount.currency',
    ],
    [
      '{ deals(filter: { amount: { currency: "JPY", max: "1.5" } }) { nodes { id } } }',
      'BAD_USER_INPUT',
      'filter.amount.max',
    ],
    ['{ deals(filter: { currency: "eur" }) { totalCount } }', 'BAD_USER_INPUT', 'filter.currency'],
    ['{ deals(filter: { country: "ZZ" }) { totalCount } }', 'BAD_USER_INPUT', 'filter.country'],
    ['{ companies(filter: { country: "de" }) { totalCount } }', 'BAD_USER_INPUT', 'filter.country'],
    ['{ deals(filter: { organization: "x" }) { nodes { id } } }', 'BAD_USER_INPUT', 'filter.organization'],
    [`{ deals(filter: { text: "${'x'.repeat(101)}" }) { nodes { id } } }`, 'BAD_USER_INPUT', 'filter.text'],
    ['{ exhibition(idOrSlug: "fair") { name(language: "not a language") } }', 'BAD_USER_INPUT', 'language'],
    [
      '{ exhibition(idOrSlug: "fair") { announcements(after: "x") { nodes { id } } } }',
      'CURSOR_INVALID',
      'after',
    ],
  ])('answers %s with a code and names the argument', async (document, expected, argument) => {
    expect(await code(document)).toEqual([expected, argument]);
  });

  it('returns null or an empty list, without an error, for malformed ids and slugs', async () => {
    const { data, errors } = await send(
      pavilion.url,
      `{ node(id: "__proto__") { id } deal(id: "\\u0000") { id } company(id: "RGVhbDp4") { id }
         exhibition(idOrSlug: "constructor") { id } deals(filter: { text: "100%_\\\\'; DROP TABLE" }) { totalCount } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      node: null,
      deal: null,
      company: null,
      exhibition: null,
      deals: { totalCount: 0 },
    });
  });

  it('accepts a cursor only in the list and order that issued it', async () => {
    const { data } = await send(
      pavilion.url,
      '{ companies { edges { cursor } } deals(orderBy: { field: AMOUNT, direction: ASC }) { edges { cursor } } }',
      {},
      { token },
    );
    const amountCursor = data.deals.edges[0].cursor;
    const wrong = async (after: string) =>
      (
        await send(
          pavilion.url,
          'query($after: String) { deals(after: $after) { totalCount nodes { id } } }',
          { after },
          { token },
        )
      ).errors?.[0]?.extensions?.code;
    expect(await wrong(amountCursor)).toBe('INVALID_CURSOR');
    expect(await wrong(data.companies.edges[0].cursor)).toBe('INVALID_CURSOR');
    expect(
      await wrong(Buffer.from(JSON.stringify(['latest true', "'; DROP", 'x'])).toString('base64url')),
    ).toBe('INVALID_CURSOR');
  });
});

it('rejects operations that exceed the limits of depth, cost or tokens', async () => {
  const deep = `{ exhibitions { nodes ${'{ series { exhibitions(first: 1) { nodes '.repeat(8)} { id } ${'} } }'.repeat(8)} } }`;
  const costly = `{ ${Array.from({ length: 60 }, (_, index) => `a${index}: deals(first: 100) { nodes { parties { organization { name } } } }`).join(' ')} }`;
  for (const document of [deep, costly]) {
    const { errors } = await send(pavilion.url, document);
    expect(errors?.[0]?.extensions?.code).toBe('QUERY_TOO_COMPLEX');
  }
  const tokens = `{ ${'viewer { role } '.repeat(2_000)} }`;
  expect((await send(pavilion.url, tokens)).errors?.[0]?.extensions?.code).toBe('GRAPHQL_PARSE_FAILED');
});

it('masks an unexpected error, and logs it under the request id of the response', async () => {
  const { pool } = pavilion.database;
  const original = pool.query;
  pool.query = (() => Promise.reject(new Error('secret detail of table "Deal"'))) as never;
  const answer = await send(pavilion.url, `query Broken { deals { totalCount } }`).finally(() => {
    pool.query = original;
  });
  const [error] = answer.errors!;
  expect(error).toMatchObject({
    message: 'Unexpected error.',
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
  expect(JSON.stringify(answer)).not.toContain('secret detail');
  const requestId = error!.extensions?.requestId;
  expect(answer.headers.get('x-request-id')).toBe(requestId);
  const line = pavilion.log.find((each) => each.requestId === requestId && each.level >= 50);
  expect(JSON.stringify(line)).toContain('secret detail');
});

it('rejects an idempotency key that is used again with another input', async () => {
  const key = newKey();
  const notice = (value: string) =>
    mutate(
      pavilion.url,
      'publishNotice',
      { exhibition: built.exhibition, textTranslations: text(value), idempotencyKey: key },
      'announcement { id sequence }',
      { token },
    );
  const first = await notice('One');
  expect(await notice('One')).toEqual(first);
  expect((await notice('Two')).code).toBe('IDEMPOTENCY_KEY_REUSED');
});

describe('a series', () => {
  const update = (input: object) =>
    mutate(pavilion.url, 'updateSeries', { series: 'fair-series', ...input }, '__typename', { token });

  it.each([
    ['a subdivision that does not exist', { hostSubdivision: 'DE-XX' }, 'hostSubdivision'],
    ['a subdivision of no country', { hostSubdivision: 'ZZ-A' }, 'hostSubdivision'],
    ['a subdivision of another country', { hostSubdivision: 'CN-JS' }, 'hostSubdivision'],
    ['a partner twice', { partnerCountries: ['JP', 'JP'] }, 'partnerCountries'],
    ['the host as a partner', { partnerCountries: ['JP', 'DE'] }, 'partnerCountries.1'],
    ['an unknown partner', { partnerCountries: ['JP', 'ZZ'] }, 'partnerCountries.1'],
  ])('refuses %s', async (_what, input, path) => {
    expect(await update(input)).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', ...path.split('.')],
    });
  });

  it('has a subdivision of its host country', async () => {
    expect((await update({ hostSubdivision: 'DE-HH' })).__typename).toBe('UpdateSeriesSuccess');
  });
});

describe('a day that is none of the exhibition', () => {
  const warnings = 'warnings { code path message }';
  const outside = {
    code: 'OUTSIDE_EXHIBITION',
    message: 'is outside the days of the exhibition: 2030-05-06 to 2030-05-10 in Europe/Berlin',
  };

  it('is accepted for a ceremony, with a warning that is stored with the result', async () => {
    const plan = {
      ...{ exhibition: built.exhibition, kind: 'SIGNING', nameTranslations: text('Vorabend') },
      ...{ startsAt: '2030-05-05T18:00:00+02:00', idempotencyKey: newKey() },
    };
    const create = () =>
      mutate(pavilion.url, 'createCeremony', plan, `ceremony { id } ${warnings}`, { token });
    const created = await create();
    expect(created.warnings).toEqual([{ ...outside, path: ['input', 'startsAt'] }]);
    expect(await create()).toEqual(created);
    const moved = {
      ceremony: created.ceremony.id,
      startsAt: '2030-05-06T08:00:00+02:00',
      idempotencyKey: newKey(),
    };
    expect((await mutate(pavilion.url, 'updateCeremony', moved, warnings, { token })).warnings).toEqual([]);
    const days = { exhibition: built.exhibition, startsOn: '2030-05-07', endsOn: '2030-05-10' };
    const [warning] = (await mutate(pavilion.url, 'updateExhibition', days, warnings, { token })).warnings;
    expect(warning).toMatchObject({ code: 'OUTSIDE_EXHIBITION', path: ['input', 'startsOn'] });
    await mutate(pavilion.url, 'updateExhibition', { ...days, startsOn: '2030-05-06' }, warnings, { token });
  });

  it('is imported, with a warning at its row', async () => {
    const rows = [
      'Key,Kind,Name (de),Starts at',
      'eve,SIGNING,Vorabend,2030-05-05 18:00',
      'day,SIGNING,Abend,2030-05-06 18:00',
    ].join('\n');
    const { report } = await mutate(
      pavilion.url,
      'importExhibition',
      {
        exhibition: 'fair',
        files: [{ name: 'Ceremonies.csv', contentBase64: Buffer.from(rows).toString('base64') }],
      },
      'report { isCommitted rows { key action issues { code } warnings { column code message } } }',
      { token },
    );
    expect(report).toEqual({
      isCommitted: true,
      rows: [
        { key: 'eve', action: 'CREATE', issues: [], warnings: [{ ...outside, column: 'Starts at' }] },
        { key: 'day', action: 'CREATE', issues: [], warnings: [] },
      ],
    });
  });
});
