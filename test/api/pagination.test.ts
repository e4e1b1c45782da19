import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildExhibition } from '../support/build-exhibition.ts';
import { query } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
let token: string;
const total = 23;

beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
  token = await tokenFor(pavilion, 'organizer');
  await buildExhibition(pavilion.url, token, { slug: 'paged', deals: total });
});
afterAll(async () => {
  await pavilion[Symbol.asyncDispose]();
});

interface Page {
  totalCount: number;
  edges: { cursor: string; node: { id: string } }[];
  nodes: { id: string }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

const document = `query($first: Int, $after: String, $last: Int, $before: String, $orderBy: DealOrder) {
  deals(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    totalCount edges { cursor node { id } } nodes { id }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;
const page = async (variables: object): Promise<Page> =>
  (await query(pavilion.url, document, variables as Record<string, unknown>, { token })).deals;
const ids = ({ nodes }: Page) => nodes.map(({ id }) => id);

const orders = ['LATEST', 'AMOUNT'].flatMap((field) =>
  ['ASC', 'DESC'].map((direction) => ({ field, direction })),
);

it.each(orders)(
  'pages by $field $direction forwards and backwards over the same rows, each once',
  async (orderBy) => {
    const all = ids(await page({ first: 100, orderBy }));
    expect(new Set(all).size).toBe(total);

    const forwards: string[] = [];
    for (let after: string | null = null; ; ) {
      const next: Page = await page({ first: 5, after, orderBy });
      forwards.push(...ids(next));
      expect(next.totalCount).toBe(total);
      expect(next.pageInfo.hasPreviousPage).toBe(after !== null);
      after = next.pageInfo.endCursor;
      if (!next.pageInfo.hasNextPage) break;
    }
    expect(forwards).toEqual(all);

    const backwards: string[] = [];
    for (let before: string | null = null; ; ) {
      const previous: Page = await page({ last: 5, before, orderBy });
      backwards.unshift(...ids(previous));
      expect(previous.pageInfo.hasNextPage).toBe(before !== null);
      before = previous.pageInfo.startCursor;
      if (!previous.pageInfo.hasPreviousPage) break;
    }
    expect(backwards).toEqual(all);
  },
);

it('reads between two cursors', async () => {
  const { edges } = await page({ first: 10 });
  const between = await page({ after: edges[2]!.cursor, before: edges[7]!.cursor });
  expect(ids(between)).toEqual(edges.slice(3, 7).map(({ node }) => node.id));
});

it('returns an empty page for first: 0, with the total count', async () => {
  const none = await page({ first: 0 });
  expect(none).toMatchObject({
    totalCount: total,
    edges: [],
    nodes: [],
    pageInfo: { startCursor: null, endCursor: null },
  });
  expect(none.pageInfo.hasNextPage).toBe(true);
});

it('orders by amount in the reporting currency across currencies', async () => {
  const { deals } = await query(
    pavilion.url,
    '{ deals(first: 100, orderBy: { field: AMOUNT, direction: DESC }) { nodes { converted { money { amount } } } } }',
    {},
    { token },
  );
  const amounts = deals.nodes.map((node: { converted: { money: { amount: string } } }) =>
    Number(node.converted.money.amount),
  );
  expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
});

it.each([
  ['{ country: "JP" }', total],
  ['{ country: "FR" }', 0],
  ['{ industry: "paged-shipping" }', total],
  ['{ currency: "JPY" }', 11],
  ['{ category: [INVESTMENT] }', total],
  ['{ category: [TRADE, COOPERATION] }', 0],
  ['{ instrument: [CONTRACT] }', total],
  ['{ instrument: [LETTER_OF_INTENT] }', 0],
  ['{ status: [PLANNED] }', total],
  ['{ status: [SIGNED, RETRACTED] }', 0],
  ['{ amount: { currency: "EUR", min: "1000.50", max: "1000.50" } }', 12],
  ['{ amount: { currency: "EUR", min: "1000.51" } }', 0],
  ['{ text: "vertrag 7" }', 2],
  ['{ text: "契約" }', total],
  ['{ text: "造船" }', total],
  ['{ text: "OSAKA" }', total],
  ['{ text: "ｖｅｒｔｒａｇ" }', total],
  ['{ text: "船" }', total],
  ['{ exhibition: "paged", country: "DE", currency: "EUR" }', 12],
])('filters by %s', async (filter, count) => {
  const { deals } = await query(pavilion.url, `{ deals(filter: ${filter}) { totalCount } }`, {}, { token });
  expect(deals.totalCount).toBe(count);
});
