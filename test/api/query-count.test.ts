import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildExhibition } from '../support/build-exhibition.ts';
import { statementsOf } from '../support/count-queries.ts';
import { query } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
let token: string;

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
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
  await pavilion[Symbol.asyncDispose]();
});

const count = async (document: string) =>
  (await statementsOf(pavilion, () => query(pavilion.url, document, {}, { token }))).length;

const dealFields = `id title status binding amount { amount } converted { money { amount } }
  industry { name } exhibition { slug }
  parties { role organization { name country ... on Company { industry { code } } ... on PublicBody { bodyKind } } }`;

/** Each list costs the same number of statements for two rows as for twelve. */
const lists: [name: string, document: (first: number) => string, most: number][] = [
  ['deals', (first) => `{ deals(first: ${first}) { totalCount nodes { ${dealFields} } } }`, 9],
  [
    'deals of an exhibition',
    (first) => `{ exhibition(slug: "two") { name deals(first: ${first}) { nodes { ${dealFields} } } } }`,
    9,
  ],
  [
    'deals of each exhibition',
    (first) =>
      `{ exhibitions { nodes { slug deals(first: ${first}) { totalCount nodes { ${dealFields} } } } } }`,
    11,
  ],
  [
    'deals of each company',
    (first) =>
      `{ companies { nodes { name deals(first: ${first}) { totalCount nodes { title parties { organization { name } } } } } } }`,
    8,
  ],
  [
    'exhibitions with their totals',
    (first) =>
      `{ exhibitions(first: ${first}) { nodes { name totals { deals byIndustry { deals } } stream { cursor } venues { name } focusIndustries { name } series { name } exchangeRates { rate } } } }`,
    12,
  ],
  [
    'ceremonies with their programme',
    (first) =>
      `{ exhibitions(first: ${first}) { nodes { ceremonies { name venues { name } programme { position deal { title } speech { office speaker { name } } } } } } }`,
    12,
  ],
  [
    'speeches',
    (first) =>
      `{ speeches(first: ${first}) { totalCount nodes { office speaker { name } exhibition { slug } sources { publisher } } } }`,
    7,
  ],
];

it.each(lists)('reads %s without a query per row', async (_name, document, most) => {
  await count(document(2));
  const few = await count(document(1));
  const many = await count(document(12));
  expect(many).toBeLessThanOrEqual(most);
  expect(many - few).toBeLessThanOrEqual(0);
});

it('reads no page where only the count is asked for', async () => {
  expect(await count('{ deals { totalCount } }')).toBe(1);
});

it('reads an exhibition with totals, stream and rates in one plan', async () => {
  expect(
    await count(
      '{ exhibition(slug: "two") { totals { deals } stream { sequence } exchangeRates { rate } } }',
    ),
  ).toBeLessThanOrEqual(4);
});
