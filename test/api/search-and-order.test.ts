/** What a reader expects of searches and orders: folded text, alphabetical names, unknown amounts at the end. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refreshSearchColumns } from '../../src/derived-columns/refresh-search-columns.ts';
import { foldingVersion } from '../../src/text/search-text.ts';
import { buildExhibition, make } from '../support/build-exhibition.ts';
import { query } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
let token: string;
let deals: string[];
beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty' });
  token = await tokenFor(pavilion, 'organizer');
  ({ deals } = await buildExhibition(pavilion.url, token, { slug: 'fair', deals: 4 }));
  for (const name of [
    'Zebra AG',
    'Äpfel & Co',
    'apfel GmbH',
    'Ort',
    'Öl KG',
    'Straße 7',
    'İstanbul Liman',
    'Citroën',
  ])
    await make(
      pavilion.url,
      'createCompany',
      { nameTranslations: [{ language: 'de', text: name }], country: 'DE' },
      '__typename',
      { token },
    );
});
afterAll(() => pavilion[Symbol.asyncDispose]());

const ask = (document: string, variables = {}) => query(pavilion.url, document, variables, { token });

it('orders names as a reader does, not by code point, and pages in that order', async () => {
  const names: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 20; page++) {
    const document = `query($after: String) { companies(first: 3, after: $after) { nodes { name } pageInfo { endCursor hasNextPage } } }`;
    const { companies } = await ask(document, { after });
    names.push(...companies.nodes.map(({ name }: { name: string }) => name));
    after = companies.pageInfo.endCursor;
    if (!companies.pageInfo.hasNextPage) break;
  }
  const own = names.filter((name) => /Zebra|pfel|Ort|Öl|Stra|stanbul|Citro/.test(name));
  expect(own).toEqual([
    'Äpfel & Co',
    'apfel GmbH',
    'Citroën',
    'İstanbul Liman',
    'Öl KG',
    'Ort',
    'Straße 7',
    'Zebra AG',
  ]);
  expect(new Set(names).size).toBe(names.length);
});

it.each([
  ['istanbul', 'İstanbul Liman'],
  ['STRASSE', 'Straße 7'],
  ['citroen', 'Citroën'],
  ['ÄPFEL', 'Äpfel & Co'],
])('finds with %s the company %s', async (text, name) => {
  const { companies } = await ask(
    'query($text: String) { companies(filter: { text: $text }) { nodes { name } } }',
    { text },
  );
  expect(companies.nodes.map((each: { name: string }) => each.name)).toContain(name);
});

it('puts deals without an amount last in both directions, over pages forward and backward', async () => {
  const large = '999999999999999999.00';
  await make(pavilion.url, 'updateDeal', { deal: deals[0], amount: null }, '__typename', { token });
  await make(
    pavilion.url,
    'updateDeal',
    { deal: deals[1], amount: { amount: large, currency: 'EUR' } },
    '__typename',
    { token },
  );
  for (const direction of ['ASC', 'DESC'] as const) {
    const walk = async (size: string, cursor: string) => {
      const ids: string[] = [];
      let at: string | null = null;
      for (let page = 0; page < 10; page++) {
        const document = `query($at: String) { deals(${size}: 1, ${cursor}: $at, orderBy: { field: AMOUNT, direction: ${direction} }) { nodes { id } edges { cursor } } }`;
        const found: { nodes: { id: string }[]; edges: { cursor: string }[] } = (await ask(document, { at }))
          .deals;
        if (found.nodes.length === 0) break;
        ids.push(found.nodes[0]!.id);
        at = found.edges[0]!.cursor;
      }
      return ids;
    };
    const forward = await walk('first', 'after');
    expect(forward).toHaveLength(4);
    expect(forward.at(-1)).toBe(deals[0]);
    expect(forward.at(direction === 'ASC' ? -2 : 0)).toBe(deals[1]);
    expect(await walk('last', 'before')).toEqual(forward.toReversed());
  }
});

it('writes the search columns again once if they were written by an older version', async () => {
  const { pool, writePool } = pavilion.database;
  const columns = async () =>
    (await pool.query('SELECT "searchText", "searchGrams", "sortName" FROM "Organization" ORDER BY "id"'))
      .rows;
  const before = await columns();
  await pool.query('DELETE FROM "SearchFolding"');
  await pool.query(
    `UPDATE "Organization" SET "searchText" = 'old', "searchGrams" = '{}', "sortName" = 'old'`,
  );
  await pool.query(`UPDATE "Deal" SET "searchText" = 'old', "searchGrams" = '{}'`);
  const refreshed = await Promise.all([refreshSearchColumns(writePool), refreshSearchColumns(writePool)]);
  expect(refreshed.filter(Boolean)).toHaveLength(1);
  expect(await columns()).toEqual(before);
  const { rows } = await pool.query('SELECT "version" FROM "SearchFolding"');
  expect(rows).toEqual([{ version: foldingVersion }]);
  const { deals: found } = await ask('{ deals(filter: { text: "VERTRAG" }) { totalCount } }');
  expect(found.totalCount).toBe(4);
});
