/** What the row reader gives in one statement equals what Prisma's own engine gives in several. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ModelName, modelOf } from '../../src/database/models.ts';
import type { PrismaFallback, PrismaFallbacks } from '../../src/database/row-reader/prisma-fallbacks.ts';
import { createRowClient, rowsOf } from '../../src/database/row-reader/row-client.ts';
import { querySql, sql } from '../../src/database/sql.ts';
import { statementsOf } from '../support/count-queries.ts';
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

interface Delegate {
  findMany(query: object): Promise<Record<string, unknown>[]>;
  findUnique(query: object): Promise<Record<string, unknown> | null>;
}

const byReader = (model: ModelName) => rowsOf(pavilion.database.rows, model) as unknown as Delegate;
const byPrisma = (model: ModelName) =>
  (pavilion.database.prisma as unknown as Record<string, Delegate>)[
    model.charAt(0).toLowerCase() + model.slice(1)
  ]!;

async function expectSameRows(model: ModelName, query: object): Promise<Record<string, unknown>[]> {
  const rows = await byReader(model).findMany(query);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows).toEqual(await byPrisma(model).findMany(query));
  return rows;
}

const orderOf = (model: ModelName) =>
  [...modelOf(model).columns.keys()].slice(0, 2).map((name) => ({ [name]: 'asc' }));

/** All columns, and all relations as deep as asked. */
function everything(model: ModelName, depth: number): { include?: object } {
  if (depth === 0) return {};
  const relations = [...modelOf(model).relations].map(([name, relation]) => {
    const order = relation.isList ? { orderBy: orderOf(relation.model) } : {};
    return [name, { ...everything(relation.model, depth - 1), ...order }];
  });
  return { include: Object.fromEntries(relations) };
}

describe.each(models)('rows of %s', (model) => {
  it.each([0, 1, 2])('equal those of Prisma, %i relations deep', async (depth) => {
    await expectSameRows(model, { ...everything(model, depth), orderBy: { id: 'asc' }, take: 40 });
  });

  it('equal those of Prisma when looked up singly or in batches', async () => {
    const ids = await byPrisma(model).findMany({ select: { id: true }, take: 7 });
    const query = everything(model, 1);
    const expected = await Promise.all(
      ids.map(({ id }) => byPrisma(model).findUnique({ ...query, where: { id } })),
    );
    const [first] = ids;
    expect(await byReader(model).findUnique({ ...query, where: { id: first!.id } })).toEqual(expected[0]);
    const statements = await statementsOf(pavilion, async () => {
      const found = ids.map(({ id }) => byReader(model).findUnique({ ...query, where: { id } }));
      expect(await Promise.all(found)).toEqual(expected);
    });
    expect(statements).toHaveLength(1);
  });
});

const newest = { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] };
const queries: [name: string, model: ModelName, query: object][] = [
  [
    'a selection',
    'Exhibition',
    { select: { slug: true, deals: { select: { amount: true }, orderBy: { id: 'asc' } } } },
  ],
  [
    'a filter of a relation',
    'Exhibition',
    { include: { deals: { where: { status: 'SIGNED' }, orderBy: { id: 'asc' } } }, orderBy: { id: 'asc' } },
  ],
  [
    'a page of a relation',
    'Exhibition',
    { include: { deals: { orderBy: { id: 'asc' }, take: 2, skip: 1 } }, orderBy: { id: 'asc' } },
  ],
  ['counts', 'Exhibition', { include: { _count: true }, orderBy: { id: 'asc' } }],
  [
    'some counts',
    'Exhibition',
    {
      select: { _count: { select: { deals: { where: { amount: null } }, venues: true } } },
      orderBy: { id: 'asc' },
    },
  ],
  ['a page', 'Deal', { ...newest, take: 3, skip: 2 }],
  ['nulls first', 'Deal', { orderBy: [{ signedAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }] }],
  ['equality', 'Deal', { where: { status: 'SIGNED', sample: false }, ...newest }],
  ['null', 'Deal', { where: { amount: null }, ...newest }],
  ['not null', 'Deal', { where: { amount: { not: null } }, ...newest }],
  ['another value', 'Deal', { where: { currencyCode: { not: 'USD' } }, ...newest }],
  ['a list of values', 'Deal', { where: { currencyCode: { in: ['USD', 'KRW'] } }, ...newest }],
  ['values outside of a list', 'Deal', { where: { instrument: { notIn: ['CONTRACT'] } }, ...newest }],
  ['a range of amounts', 'Deal', { where: { amount: { gte: '1000000', lt: 900000000 } }, ...newest }],
  [
    'a range of dates',
    'Exhibition',
    {
      where: { startsOn: { gt: new Date('2020-01-01'), lte: new Date('2023-12-31') } },
      orderBy: { id: 'asc' },
    },
  ],
  ['a moment', 'Deal', { where: { signedAt: { lte: new Date('2023-01-01T00:00:00Z') } }, ...newest }],
  [
    'alternatives',
    'Deal',
    { where: { OR: [{ currencyCode: 'KRW' }, { amount: null }], NOT: { status: 'PLANNED' } }, ...newest },
  ],
  [
    'all of several',
    'Deal',
    {
      where: { AND: [{ amount: { not: null } }, { instrument: { not: { in: ['LETTER_OF_INTENT'] } } }] },
      ...newest,
    },
  ],
];

it.each(queries)('reads %s as Prisma does', async (_name, model, query) => {
  await expectSameRows(model, query);
  expect(pavilion.database.prismaFallbacks.counts).toEqual([]);
});

it('finds rows by keys of several columns, together, in one statement', async () => {
  const parties = await pavilion.database.prisma.dealParty.findMany({ take: 5 });
  const keys = parties.map(({ dealId, organizationId }) => ({
    dealId_organizationId: { dealId, organizationId },
  }));
  const statements = await statementsOf(pavilion, async () => {
    const found = keys.map((where) => pavilion.database.rows.dealParty.findUnique({ where }));
    expect(await Promise.all(found)).toEqual(parties);
  });
  expect(statements).toHaveLength(1);
});

it('resolves each lookup with its own row, including duplicates and missing rows', async () => {
  const slugs = ['none', ...(await pavilion.database.prisma.exhibition.findMany()).map(({ slug }) => slug)];
  const wanted = [...slugs, slugs[1]!];
  const found = await Promise.all(
    wanted.map((slug) =>
      pavilion.database.rows.exhibition.findUnique({ where: { slug }, select: { slug: true } }),
    ),
  );
  expect(found.map((row) => row?.slug ?? 'none')).toEqual(wanted);
});

it('does not mix lookups that differ in a value of their selection', async () => {
  const { rows } = pavilion.database;
  const [exhibition] = await rows.exhibition.findMany({ take: 1, select: { id: true } });
  const lookUp = (status: 'SIGNED' | 'WITHDRAWN') =>
    rows.exhibition.findUnique({
      where: { id: exhibition!.id },
      select: { _count: { select: { deals: { where: { status } } } } },
    }) as Promise<unknown>;
  const counts = await Promise.all([lookUp('SIGNED'), lookUp('WITHDRAWN')]);
  expect(counts[0]).not.toEqual(counts[1]);
});

it('throws if a required row does not exist', async () => {
  const id = '00000000-0000-4000-8000-000000000000';
  expect(await pavilion.database.rows.deal.findUnique({ where: { id } })).toBeNull();
  await expect(pavilion.database.rows.deal.findUniqueOrThrow({ where: { id } })).rejects.toThrow(
    'no Deal has this key',
  );
});

it('reads every digit of an amount', async () => {
  const { pool, rows } = pavilion.database;
  const { rows: changed } = await pool.query(
    `UPDATE "Deal" SET "amount" = 9007199254740993.01, "currencyCode" = 'CNY'
     WHERE "id" = (SELECT "id" FROM "Deal" LIMIT 1) RETURNING "id"`,
  );
  const deal = await rows.deal.findUnique({ where: { id: changed[0].id }, select: { amount: true } });
  expect(deal!.amount!.toFixed(4)).toBe('9007199254740993.0100');
});

it('returns null for a missing row', async () => {
  expect(await pavilion.database.rows.deal.findFirst({ condition: sql`false` })).toBeNull();
});

describe('a query that the row reader does not support', () => {
  /** Its own count: the one of the pavilion fails the file. */
  const open = () => {
    const fallbacks: PrismaFallback[] = [];
    const counter = { count: (fallback: PrismaFallback) => void fallbacks.push(fallback) };
    const { database } = pavilion;
    const rows = createRowClient(
      (statement) => querySql(database, statement),
      database.prisma,
      counter as PrismaFallbacks,
    );
    return { rows, fallbacks };
  };
  const byName = { exhibition: { slug: 'asc' } } as const;

  it('is answered by Prisma’s engine, and counted by model and reason', async () => {
    const { rows, fallbacks } = open();
    const query = { orderBy: [byName, { id: 'asc' as const }], take: 5 };
    expect(await rows.deal.findMany(query)).toEqual(await pavilion.database.prisma.deal.findMany(query));
    expect(fallbacks).toMatchObject([{ model: 'Deal', reason: 'orderBy of a relation', query }]);
  });

  it('keeps the condition in SQL', async () => {
    const { rows } = open();
    const condition = sql`item."status" = 'SIGNED' AND item."currencyCode" = 'USD'`;
    const found = await rows.deal.findMany({ condition, orderBy: [byName, { id: 'asc' }] });
    const where = { status: 'SIGNED', currencyCode: 'USD' } as const;
    expect(found).toEqual(
      await pavilion.database.prisma.deal.findMany({ where, orderBy: [byName, { id: 'asc' }] }),
    );
  });

  it('can be selected as a column of another statement', async () => {
    const { rows } = open();
    const column = rows.exhibition.column({ include: { deals: { orderBy: byName, take: 1 } } });
    const selected = await querySql<{ id: string; row: unknown }>(
      pavilion.database,
      sql`SELECT item."id", ${column.expression} AS row FROM "Exhibition" AS item ORDER BY item."id"`,
    );
    const read = await column.read(selected.map(({ row }) => row));
    expect(read.map((row) => row!.id)).toEqual(selected.map(({ id }) => id));
    expect(read[0]).toHaveProperty('deals');
  });
});
