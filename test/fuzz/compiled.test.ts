/** The short form of `npm run fuzz -- --compare`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../src/schema.ts';
import { openPavilion, type TestPavilion, tokenFor } from '../support/pavilion.ts';
import { type Comparing, compare, executionsOf } from './compare.ts';
import { readKnown } from './known.ts';

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
