/** What the row reader answers in one statement is what Prisma answers in several. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ModelName, modelOf } from '../../src/database/models.ts';
import { readRow, rowColumn } from '../../src/database/read-rows.ts';
import { rowReader } from '../../src/database/row-reader.ts';
import { querySql, rawSql, sql } from '../../src/database/sql.ts';
import { openPavilion } from '../support/pavilion.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
beforeAll(async () => {
  pavilion = await openPavilion();
});
afterAll(async () => {
  await pavilion[Symbol.asyncDispose]();
});

const models: ModelName[] = [
  'Announcement',
  'Ceremony',
  'Deal',
  'Exhibition',
  'ExhibitionSeries',
  'Exhibitor',
  'Industry',
  'Organization',
  'Person',
  'ProgrammeItem',
  'ReportedFigure',
  'Source',
  'Speech',
  'Venue',
];

const orderOf = (model: string) =>
  [...modelOf(model).columns.keys()].slice(0, 2).map((name) => ({ [name]: 'asc' }));

/** All columns, and all that the row leads to, as deep as asked. */
function everything(model: string, depth: number): { include?: object } {
  if (depth === 0) return {};
  const relations = [...modelOf(model).relations].map(([name, relation]) => {
    const order = relation.isList ? { orderBy: orderOf(relation.model) } : {};
    return [name, { ...everything(relation.model, depth - 1), ...order }];
  });
  return { include: Object.fromEntries(relations) };
}

async function readAll(model: ModelName, query: object): Promise<unknown[]> {
  const { database } = pavilion;
  const column = rowColumn(database, model, query);
  const table = rawSql(`"${model}"`);
  const rows = await querySql<{ row: unknown }>(
    database,
    sql`SELECT ${column.expression} AS row FROM ${table} AS item ORDER BY item."id" LIMIT 40`,
  );
  return column.read(rows.map(({ row }) => row));
}

function askPrisma(model: ModelName, query: object): Promise<unknown[]> {
  const client = pavilion.database.prisma as unknown as Record<
    string,
    { findMany(query: object): Promise<unknown[]> }
  >;
  const name = model.charAt(0).toLowerCase() + model.slice(1);
  return client[name]!.findMany({ ...query, orderBy: { id: 'asc' }, take: 40 });
}

describe.each(models)('a row of %s', (model) => {
  it.each([0, 1, 2])('is what Prisma reads, %i relations deep', async (depth) => {
    const query = everything(model, depth);
    expect(rowReader(model, query)).not.toBeNull();
    const read = await readAll(model, query);
    expect(read.length).toBeGreaterThan(0);
    expect(read).toEqual(await askPrisma(model, query));
  });
});

it('reads no more than is selected', async () => {
  const query = { select: { slug: true, deals: { select: { amount: true }, orderBy: { id: 'asc' } } } };
  expect(await readAll('Exhibition', query)).toEqual(await askPrisma('Exhibition', query));
});

it('reads every digit of an amount', async () => {
  const { pool } = pavilion.database;
  const { rows } = await pool.query(
    `UPDATE "Deal" SET "amount" = 9007199254740993.01, "currencyCode" = 'CNY'
     WHERE "id" = (SELECT "id" FROM "Deal" LIMIT 1) RETURNING "id"`,
  );
  const deal = await readRow(
    pavilion.database,
    'Deal',
    { select: { amount: true } },
    sql`item."id" = ${rows[0].id}::uuid`,
  );
  expect(deal!.amount!.toFixed(4)).toBe('9007199254740993.0100');
});

it('leaves to Prisma what it does not know', async () => {
  const query = { include: { deals: { where: { status: 'SIGNED' }, orderBy: { id: 'asc' }, take: 2 } } };
  expect(rowReader('Exhibition', query)).toBeNull();
  expect(await readAll('Exhibition', query)).toEqual(await askPrisma('Exhibition', query));
});

it('finds no row where there is none', async () => {
  expect(await readRow(pavilion.database, 'Deal', {}, sql`false`)).toBeNull();
});
