/** The short form of `npm run fuzz -- --compare`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../src/schema.ts';
import { openPavilion, type TestPavilion, tokenFor } from '../support/pavilion.ts';
import { type Comparing, compare, compareOne, executionsOf } from './compare.ts';
import { readKnown } from './known.ts';
import { ownQueries } from './own-queries.ts';

const metricsToken = 'a metrics token of some length';
const queries = 500;

let compiling: TestPavilion & AsyncDisposable;
let plain: TestPavilion & AsyncDisposable;
let comparing: Omit<Comparing, 'seed' | 'until'>;

beforeAll(async () => {
  const environment = {
    OPERATIONS_PER_MINUTE: '1000000',
    OPERATIONS_PER_TOKEN_PER_MINUTE: '1000000',
    METRICS_TOKEN: metricsToken,
  };
  compiling = await openPavilion({ environment: { ...environment, COMPILED_QUERIES: 'all' } });
  const { databaseUrl } = compiling;
  plain = await openPavilion({ databaseUrl, environment: { ...environment, COMPILED_QUERIES: 'off' } });
  comparing = {
    schema,
    compiled: compiling.url,
    plain: plain.url,
    known: await readKnown(compiling.database.pool),
    tokens: [
      undefined,
      await tokenFor(compiling, 'screen', ['yancheng-2023']),
      await tokenFor(compiling, 'operator', ['yancheng-2023']),
      await tokenFor(compiling, 'organizer'),
    ],
  };
});
afterAll(async () => {
  await plain[Symbol.asyncDispose]();
  await compiling[Symbol.asyncDispose]();
});

const isDeal = (id: string) => Buffer.from(id, 'base64url').toString().startsWith('Deal:');

describe('compiled queries', () => {
  it('get the response of graphql-js, byte for byte, for each role and language', async () => {
    const report = await compare({ ...comparing, seed: 14, until: (sent) => sent >= queries });
    expect(report.differences).toEqual([]);
    const by = await executionsOf(compiling.url, metricsToken);
    // The comparison is of use only if much of it is compiled.
    expect(by.compiled + by.planned, JSON.stringify(by)).toBeGreaterThan(queries / 3);
    expect(by.compiled, JSON.stringify(by)).toBeGreaterThan(queries / 20);
    expect(report.withData).toBeGreaterThan(queries / 3);
    expect(await executionsOf(plain.url, metricsToken)).toMatchObject({ compiled: 0, planned: 0 });
    expect(compiling.log.filter(({ level }) => level >= 50)).toEqual([]);
  });

  it.each([
    'query($no: Boolean!) { deals(first: 101) { pageInfo @skip(if: $no) { endCursor } } }',
    'query($no: Boolean!) { deals(filter: { exhibition: "unknown" }) { nodes @skip(if: $no) { id } } }',
    'query($no: Boolean!) { exhibitions { nodes { deals(first: 2) { pageInfo { hasPreviousPage } nodes @skip(if: $no) { id } } } } }',
    'query($no: Boolean!) { deals { nodes { amount { amount @skip(if: $no) } } } }',
    `query($no: Boolean!) { deals(first: 50) { nodes { parties { organization {
      nameTranslations { text language @skip(if: $no) } ... on PublicBody { nameTranslations { other: text } } } } } } }`,
  ])('are right where they once were not: %s', async (query) => {
    for (const no of [true, false]) {
      const asking = {
        operation: { query, variables: { no } },
        token: undefined,
        language: 'zh',
        id: 'once',
      };
      const { isEqual, response } = await compareOne(comparing, asking);
      expect(isEqual, response).toBe(true);
    }
  });

  it('are at least nine of ten of the executions of the documents of pages, feeds and examples', async () => {
    const before = await executionsOf(compiling.url, metricsToken);
    const documents = ownQueries();
    expect(documents.length).toBeGreaterThan(10);
    const variables = {
      exhibition: 'yancheng-2023',
      slug: 'yancheng-2021',
      mode: 'LIVE',
      last: 3,
      first: 3,
    };
    for (const query of documents)
      for (const token of comparing.tokens) {
        const operation = {
          query,
          variables: {
            ...variables,
            ceremony: comparing.known.ids[0],
            deal: comparing.known.ids.find(isDeal),
            language: 'ko',
          },
        };
        const { isEqual, response } = await compareOne(comparing, {
          operation,
          token,
          language: 'zh',
          id: 'own',
        });
        expect(isEqual, `${query}\n${response}`).toBe(true);
        expect(response, query).toMatch(/^200 \{"data"/);
      }
    const after = await executionsOf(compiling.url, metricsToken);
    const share = 1 - (after.plain - before.plain) / (documents.length * comparing.tokens.length);
    expect(share, JSON.stringify([before, after])).toBeGreaterThanOrEqual(0.9);
  });

  it.each([
    ['a time with other digits', (text: string) => text.replaceAll('SS.MS"Z"', 'SS.US"Z"')],
    [
      'a list in the opposite order',
      (text: string) =>
        text
          .replaceAll('item.id DESC', 'item.id ASC')
          .replaceAll('DESC, item.id', 'ASC, item.id')
          .replaceAll('"~key" DESC', '"~key" ASC'),
    ],
    [
      'rows that the caller may not see',
      (text: string) => text.replaceAll(`item."status" IN ('SIGNED', 'RETRACTED')`, 'true'),
    ],
    [
      'another text of several',
      (text: string) =>
        text
          .replaceAll('"titles"->0', '"titles"->-1')
          .replaceAll('jsonb_array_length', '1 + 0 * jsonb_array_length'),
    ],
  ])('differ, and the comparison finds it, with %s planted', async (_fault, plant) => {
    const { pool } = compiling.database;
    const query = pool.query.bind(pool);
    pool.query = ((statement: { text: string }) =>
      query({
        ...statement,
        text: /^SELECT concat/.test(statement.text) ? plant(statement.text) : statement.text,
      })) as never;
    try {
      const report = await compare({
        ...comparing,
        seed: 15,
        until: (sent) => sent >= 4 * queries,
        maxDifferences: 1,
      });
      expect(report.differences.length).toBeGreaterThan(0);
    } finally {
      pool.query = query as never;
    }
  });
});
