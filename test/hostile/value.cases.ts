/** Invalid values: money, dates, texts, lists, ids and search patterns. */
import { mutationOf, type OperationCase, type World } from './operation-case.ts';

const text = (value: string, language = 'de') => [{ language, text: value }];
const titled = (titleTranslations: unknown) => (world: World) => ({
  input: { ...deal(world), titleTranslations },
});
const paid =
  (amount: unknown, currency: unknown = 'EUR') =>
  (world: World) => ({
    input: { ...deal(world), amount: { amount, currency } },
  });

function deal({ exhibition, companies, city }: World) {
  return {
    exhibition,
    titleTranslations: text('Ein Vertrag'),
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    industry: 'fair-shipping',
    parties: [
      { organization: companies[0], role: 'INVESTOR' },
      { organization: city, role: 'HOST' },
    ],
  };
}

const createDeal = (
  what: string,
  variables: (world: World) => object,
  answer = 'INVALID_INPUT',
): OperationCase => ({
  what,
  query: mutationOf('createDeal'),
  variables: variables as (world: World) => Record<string, unknown>,
  as: 'organizer',
  answer,
});

const money: OperationCase[] = [
  ['below zero', '-1.00'],
  ['nothing', '0'],
  ['zero with decimals', '0.00'],
  ['NaN', 'NaN'],
  ['Infinity', 'Infinity'],
  ['-Infinity', '-Infinity'],
  ['an exponent', '1e3'],
  ['hexadecimal', '0xff'],
  ['octal', '0o17'],
  ['underscores', '1_000'],
  ['commas', '1,000.00'],
  ['a decimal comma', '1000,00'],
  ['Arabic digits', '١٠٠'],
  ['full-width digits', '１００'],
  ['a space before', ' 1.00'],
  ['a line feed behind', '1.00\n'],
  ['a plus', '+1.00'],
  ['a minus that is a dash', '−1.00'],
  ['a point alone', '.'],
  ['no digit before the point', '.50'],
  ['no digit behind the point', '1.'],
  ['two points', '1.0.0'],
  ['leading zeros', '001.00'],
  ['a currency sign', '€1.00'],
  ['a zero-width space', '1\u200b00'],
  ['half a cent', '1.005'],
  ['nineteen digits', '9'.repeat(19)],
  ['100,000 digits', '9'.repeat(100_000)],
  ['SQL', '1.00; DROP TABLE "Deal"'],
].map(([what, amount]) => createDeal(`money: ${what}`, paid(amount)));

const currencies: OperationCase[] = [
  '',
  'eur',
  'EURO',
  'XXX',
  'XAU',
  'XTS',
  'BTC',
  'E R',
  '€',
  '__proto__',
  'toString',
  "EUR'--",
].map((code) => createDeal(`the currency ${JSON.stringify(code)}`, paid('1', code)));

const wrongTypes: OperationCase[] = [
  ['a number for money', paid(1.5)],
  ['a list for money', paid(['1.00'])],
  ['an object for money', paid({ toString: '1.00' })],
  ['true for money', paid(true)],
  ['null for a currency', paid('1.00', null)],
  ['a number for a title', titled([{ language: 'de', text: 17 }])],
  ['a text for titles', titled('Ein Vertrag')],
  ['null for titles', titled(null)],
  ['a field that is not there', (world: World) => ({ input: { ...deal(world), status: 'SIGNED' } })],
  [
    'a prototype for a field',
    (world: World) => ({ input: { ...deal(world), ['__proto__']: { status: 'SIGNED' } } }),
  ],
  ['no input', () => ({})],
  ['a list for the input', (world: World) => ({ input: [deal(world), deal(world)] })],
].map(([what, variables]) =>
  createDeal(what as string, variables as (world: World) => object, 'BAD_USER_INPUT'),
);

const texts: OperationCase[] = [
  ['nothing', ''],
  ['spaces', '   '],
  ['zero-width spaces', '\u200b\u200c\u200d'],
  ['the filler of Hangul', '\u3164'],
  ['NUL', 'a\0b'],
  ['an escape sequence of terminals', '\u001b[31mred'],
  ['a backspace', 'a\bb'],
  ['a lone high surrogate', 'a\ud800'],
  ['a lone low surrogate', '\udc00a'],
  ['an override to the left', 'user\u202egnp.exe'],
  ['an isolate that is not closed', 'a\u2067b'],
  ['301 characters', 'x'.repeat(301)],
  ['100,000 characters', 'x'.repeat(100_000)],
].map(([what, value]) => createDeal(`a title: ${what}`, titled(text(value!))));

const languages: OperationCase[] = [
  '',
  'xx-yy-zz-too-long-a-part',
  'english please',
  '../../etc',
  'de_DE',
  '*',
  '__proto__',
].map((language) =>
  createDeal(`the language ${JSON.stringify(language)}`, titled(text('Ein Vertrag', language))),
);

const lists: OperationCase[] = [
  createDeal('no titles', titled([])),
  createDeal('10,000 titles', titled(Array.from({ length: 5_000 }, () => text('x')[0]))),
  createDeal('a language twice', titled([...text('a'), ...text('b')])),
  createDeal('no parties', (world) => ({ input: { ...deal(world), parties: [] } })),
  createDeal('10,000 parties', (world) => ({
    input: { ...deal(world), parties: Array.from({ length: 2_000 }, () => deal(world).parties[0]) },
  })),
  {
    what: 'a programme of 3,000 items',
    query: mutationOf('updateProgramme'),
    variables: ({ ceremony, deals }) => ({
      input: { ceremony, items: Array.from({ length: 3_000 }, () => ({ deal: deals[0] })) },
    }),
    as: 'organizer',
    answer: 'INVALID_INPUT',
  },
  {
    what: 'a filter of 10,000 states',
    query: () => 'query($s: [DealStatus!]) { deals(filter: { status: $s }) { totalCount } }',
    variables: () => ({ s: Array.from({ length: 10_000 }, () => 'SIGNED') }),
    answer: 'BAD_USER_INPUT',
  },
];

const day = (startsOn: string): OperationCase => ({
  what: `the day ${JSON.stringify(startsOn)}`,
  query: mutationOf('updateExhibition'),
  variables: ({ exhibition }) => ({ input: { exhibition, startsOn } }),
  as: 'organizer',
  answer: 'INVALID_INPUT',
});
const days = [
  '2030-02-30',
  '2030-13-01',
  '2030-00-10',
  '0000-00-00',
  '2030-1-1',
  '20300101',
  '2030-01-01T00:00:00Z',
  '+012030-01-01',
  '-002030-01-01',
  '9999999-01-01',
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  'today',
  '',
].map(day);

const instant = (startsAt: string): OperationCase => ({
  what: `the time ${JSON.stringify(startsAt)}`,
  query: mutationOf('createCeremony'),
  variables: ({ exhibition }) => ({
    input: { exhibition, kind: 'OPENING', nameTranslations: text('X'), startsAt },
  }),
  as: 'organizer',
  answer: 'INVALID_INPUT',
});
const instants = [
  '2030-05-06T09:00:00',
  '2030-05-06T25:00:00Z',
  '2030-05-06T09:00:61Z',
  '2030-05-06 09:00Z',
  '1714986000',
  '+099999-01-01T00:00:00Z',
  '2030-05-06T09:00:00+99:99',
  '0000-01-01T00:00:00Z',
  '0000-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-14:00',
].map(instant);

const idOf = (text: string) => Buffer.from(text).toString('base64url');
const ids: OperationCase[] = [
  ['nothing', ''],
  ['a number', '1'],
  ['a uuid as it is', '00000000-0000-7000-8000-000000000000'],
  ['an unknown type', idOf('Password:00000000-0000-7000-8000-000000000000')],
  ['a table of the database', idOf('AuditRecord:00000000-0000-7000-8000-000000000000')],
  ['a prototype', idOf('__proto__:00000000-0000-7000-8000-000000000000')],
  ['SQL inside', idOf(`Deal:' OR 1=1 --`)],
  ['two colons', idOf('Deal:00000000-0000-7000-8000-000000000000:x')],
  ['NUL inside', idOf('Deal:\0')],
  ['100,000 characters', 'x'.repeat(100_000)],
].map(([what, id]) => ({
  what: `an id that is ${what}`,
  query: () =>
    'query($id: ID!) { node(id: $id) { id } deal(id: $id) { id } speech(id: $id) { id } company(id: $id) { id } }',
  variables: () => ({ id }),
  answer: 'fine',
  says: /^\{"data":\{"node":null,"deal":null,"speech":null,"company":null\}\}$/,
}));

const searches: OperationCase[] = [
  ['a pattern of SQL', '%'],
  ['underscores', '____'],
  ['a backslash', '\\'],
  ['quotes', `'"\``],
  ['SQL', `' OR 1=1; DROP TABLE "Deal"; --`],
  ['a regular expression that explodes', '(a+)+$'],
  ['operators of a text search', '!!! & | <-> :*'],
  ['emoji', '🏗️👩‍🏭'],
].map(([what, value]) => ({
  what: `a search for ${what}`,
  query: () =>
    'query($text: String) { deals(filter: { text: $text }) { totalCount } byName: companies(filter: { text: $text }) { totalCount } }',
  variables: () => ({ text: value }),
  answer: 'fine',
}));

const slugs: OperationCase[] = ['', '__proto__', '../fair', `fair' OR 1=1 --`, 'x'.repeat(50_000)].map(
  (slug) => ({
    what: `an exhibition called ${JSON.stringify(slug.slice(0, 20))}`,
    query: () => 'query($slug: ID!) { exhibition(idOrSlug: $slug) { id } }',
    variables: () => ({ slug }),
    answer: 'fine',
    says: /"exhibition":null/,
  }),
);

const pages: OperationCase[] = [-1, 101, 1_000, -2_147_483_648].map((first) => ({
  what: `a page of ${first}`,
  query: () => 'query($first: Int) { deals(first: $first) { nodes { id } } }',
  variables: () => ({ first }),
  answer: 'BAD_USER_INPUT',
}));

const wide = (key: (n: number) => string) =>
  Object.fromEntries(Array.from({ length: 12_000 }, (_, n) => [key(n), 1]));
/** A message of graphql-js quotes the whole value, once for each error. */
const quoted: OperationCase[] = [
  ['12,000 fields that a filter does not have', wide((n) => `x${n}`)],
  ['12,000 values for one', { category: wide((n) => `x${n}`) }],
  ['a text of 200,000 characters for a filter', 'x'.repeat(200_000)],
  ['40,000 enum values that are not there', { status: Array(40_000).fill('X') }],
].map(([what, filter]) => ({
  what: what as string,
  query: () => 'query($filter: DealFilter) { deals(filter: $filter) { totalCount } }',
  variables: () => ({ filter }),
  answer: 'BAD_USER_INPUT',
}));

/** Postgres stores no NUL: the API must reject it before. */
const withNul: OperationCase[] = [
  ['a search', '{ deals(filter: { text: "a\\u0000b" }) { totalCount } }'],
  ['the slug of a filter', '{ deals(filter: { exhibition: "fair\\u0000" }) { totalCount } }'],
  ['an industry', '{ deals(filter: { industry: "\\u0000" }) { totalCount } }'],
  ['a country', '{ deals(filter: { country: "\\u0000" }) { totalCount } }'],
  ['a series', '{ exhibitions(series: "\\u0000") { totalCount } }'],
  ['a currency', '{ deals(filter: { currency: "\\u0000" }) { totalCount } }'],
].map(([what, query]) => ({ what: `NUL in ${what}`, query: () => query!, answer: 'BAD_USER_INPUT' }));

/** No exhibition has such a slug: it is absent, like any other unknown one. */
const absentSlug: OperationCase = {
  what: 'NUL in a slug',
  query: () => '{ exhibition(idOrSlug: "fair\\u0000") { id } }',
  answer: 'fine',
  says: /"exhibition":null/,
};

const addresses: OperationCase[] = [
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  '//evil.example',
  'http://',
  'x',
  `https://x/${'a'.repeat(3_000)}`,
].map((website) => ({
  what: `the website ${website.slice(0, 20)}`,
  query: mutationOf('createCompany'),
  variables: () => ({ input: { nameTranslations: text('X'), country: 'DE', website } }),
  as: 'organizer' as const,
  answer: 'INVALID_INPUT',
}));

export const valueCases: OperationCase[] = [
  ...money,
  ...currencies,
  ...wrongTypes,
  ...texts,
  ...languages,
  ...lists,
  ...days,
  ...instants,
  ...ids,
  ...searches,
  ...slugs,
  ...withNul,
  absentSlug,
  ...pages,
  ...quoted,
  ...addresses,
];
