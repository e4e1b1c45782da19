import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildExhibition } from '../support/build-exhibition.ts';
import { statementsOf } from '../support/count-queries.ts';
import { query } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
/** The same with queries compiled to SQL. */
let compiling: typeof pavilion;
let token: string;

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty', environment: { COMPILED_QUERIES: 'off' } });
  compiling = await openPavilion({ databaseUrl: pavilion.databaseUrl });
  token = await tokenFor(pavilion, 'organizer');
  for (const [slug, deals] of [
    ['one', 2],
    ['two', 12],
    ['three', 7],
  ] as const) {
    await buildExhibition(pavilion.url, token, { slug, deals });
  }
});
afterAll(async () => {
  await compiling[Symbol.asyncDispose]();
  await pavilion[Symbol.asyncDispose]();
});

const count = async (document: string, server = pavilion) =>
  (await statementsOf(server, () => query(server.url, document, {}, { token }))).length;

const dealFields = `id title status binding amount { amount } converted { money { amount } }
  industry { name } exhibition { slug }
  parties { role organization { name country ... on Company { industry { code } } ... on PublicBody { bodyKind } } }`;

const lists: [name: string, statements: number, document: (first: number) => string][] = [
  [
    'deals and their number',
    2,
    (first) => `{ deals(first: ${first}) { totalCount nodes { ${dealFields} } } }`,
  ],
  [
    'deals of an exhibition',
    2,
    (first) => `{ exhibition(idOrSlug: "two") { name deals(first: ${first}) { nodes { ${dealFields} } } } }`,
  ],
  [
    'deals of each exhibition and their number',
    3,
    (first) =>
      `{ exhibitions { nodes { slug deals(first: ${first}) { totalCount nodes { ${dealFields} } } } } }`,
  ],
  [
    'deals of each company and their number',
    3,
    (first) =>
      `{ companies { nodes { name deals(first: ${first}) { totalCount nodes { title parties { organization { name } } } } } } }`,
  ],
  [
    'exhibitions with their totals',
    1,
    (first) =>
      `{ exhibitions(first: ${first}) { nodes { name totals { deals byIndustry { deals } } stream { cursor } venues { name } focusIndustries { name } series { name } exchangeRates { rate } } } }`,
  ],
  [
    // One of them reads the positions.
    'ceremonies with their programme',
    3,
    (first) =>
      `{ exhibitions(first: ${first}) { nodes { ceremonies { name venues { name } programme { position deal { title } speech { office speaker { name } } } } } } }`,
  ],
  [
    'speeches and their number',
    2,
    (first) =>
      `{ speeches(first: ${first}) { totalCount nodes { office speaker { name } exhibition { slug } sources { publisher } } } }`,
  ],
];

it.each(lists)('reads %s in %i statements, for any number of rows', async (_name, statements, document) => {
  expect(await count(document(1))).toBe(statements);
  expect(await count(document(12))).toBe(statements);
});

it.each(lists.slice(0, 2))('reads %s in one statement, compiled', async (_name, _statements, document) => {
  expect(await count(document(1), compiling)).toBe(1);
  expect(await count(document(12), compiling)).toBe(1);
});

it('reads no rows if only totalCount is selected', async () => {
  expect(await count('{ deals { totalCount } }')).toBe(1);
});

it('reads an exhibition with totals, stream and rates in one statement', async () => {
  expect(
    await count(
      '{ exhibition(idOrSlug: "two") { totals { deals } stream { sequence } exchangeRates { rate } } }',
    ),
  ).toBe(1);
});

it('reads a node in two statements: one checks the visibility, one reads everything selected', async () => {
  const { deals } = await query(pavilion.url, '{ deals(first: 1) { nodes { id } } }', {}, { token });
  const { id } = deals.nodes[0];
  expect(await count(`{ node(id: "${id}") { ... on Deal { ${dealFields} } } }`)).toBe(2);
  expect(await count(`{ deal(id: "${id}") { ${dealFields} } }`)).toBe(1);
  expect(await count(`{ a: deal(id: "${id}") { title } b: deal(id: "${id}") { title } }`)).toBe(1);
});

it('reads a list that is selected twice with different arguments in one statement each, for any number of parents', async () => {
  const figures = (scope: string) => `${scope}: reportedFigures(scope: ${scope}) { nodes { value } }`;
  expect(
    await count(`{ exhibitions { nodes { series { ${figures('EDITION')} ${figures('CUMULATIVE')} } } } }`),
  ).toBe(3);
});
