import { describe, expect, it } from 'vitest';
import { type ModelName, modelOf } from '../../../src/database/models.ts';
import { orderSql } from '../../../src/database/row-reader/order.ts';
import { bindParameters, parametrize } from '../../../src/database/row-reader/parameters.ts';
import { UnsupportedQuery } from '../../../src/database/row-reader/unsupported-query.ts';
import { whereSql } from '../../../src/database/row-reader/where.ts';

function where(condition: object, model: ModelName = 'Deal') {
  const { shape, values } = parametrize({ where: condition });
  const { text, values: bound } = bindParameters(whereSql(modelOf(model), shape.where!, 'item'), values);
  return [text, ...bound];
}

describe('a filter', () => {
  it.each<[object, unknown[]]>([
    [{}, ['true']],
    [{ status: 'SIGNED' }, ['item."status" = $1', 'SIGNED']],
    [{ status: undefined }, ['true']],
    [{ amount: null }, ['item."amount" IS NULL']],
    [{ amount: { not: null } }, ['item."amount" IS NOT NULL']],
    [{ amount: { equals: null } }, ['item."amount" IS NULL']],
    [{ status: { not: 'SIGNED' } }, ['NOT (item."status" = $1)', 'SIGNED']],
    [{ status: { in: ['SIGNED'] } }, ['item."status" = ANY($1)', ['SIGNED']]],
    [{ status: { notIn: [] } }, ['item."status" <> ALL($1)', []]],
    [{ amount: { lt: 1, gte: 2 } }, ['item."amount" < $1 AND item."amount" >= $2', 1, 2]],
    [{ amount: { lte: 1, gt: 2 } }, ['item."amount" <= $1 AND item."amount" > $2', 1, 2]],
    [{ amount: { not: { lt: 1 } } }, ['NOT (item."amount" < $1)', 1]],
    [{ AND: [{ id: '1' }, { sample: true }] }, ['item."id" = $1 AND item."sample" = $2', '1', true]],
    [{ AND: { id: '1' } }, ['item."id" = $1', '1']],
    [{ OR: [{ id: '1' }, { amount: null }] }, ['(item."id" = $1 OR item."amount" IS NULL)', '1']],
    [{ OR: [] }, ['false']],
    [{ NOT: { id: '1', sample: true } }, ['NOT ((item."id" = $1 AND item."sample" = $2))', '1', true]],
    [{ NOT: [{ id: '1' }, { id: '2' }] }, ['NOT ((item."id" = $1 OR item."id" = $2))', '1', '2']],
  ])('%j', (condition, expected) => {
    expect(where(condition)).toEqual(expected);
  });

  it('by a key of several columns compares each of them', () => {
    expect(where({ dealId_organizationId: { dealId: 'd', organizationId: 'o' } }, 'DealParty')).toEqual([
      'item."dealId" = $1 AND item."organizationId" = $2',
      'd',
      'o',
    ]);
  });

  it.each([{ countries: { has: 'CN' } }, { titles: { path: ['0'] } }, { parties: { some: {} } }])(
    '%j is left to Prisma’s engine',
    (condition) => {
      expect(() => where(condition)).toThrow(UnsupportedQuery);
    },
  );
});

describe('an order', () => {
  const order = (orderBy: unknown) => orderSql(modelOf('Deal'), orderBy, 'item').text;

  it.each<[unknown, string]>([
    [undefined, ''],
    [[], ''],
    [{ id: 'asc' }, ' ORDER BY item."id" ASC'],
    [{ id: 'desc' }, ' ORDER BY item."id" DESC'],
    [[{ signedAt: 'desc' }, { id: 'asc' }], ' ORDER BY item."signedAt" DESC, item."id" ASC'],
    [{ signedAt: { sort: 'desc', nulls: 'last' } }, ' ORDER BY item."signedAt" DESC NULLS LAST'],
    [{ signedAt: { sort: 'asc', nulls: 'first' } }, ' ORDER BY item."signedAt" ASC NULLS FIRST'],
    [{ signedAt: undefined, id: 'asc' }, ' ORDER BY item."id" ASC'],
  ])('%j', (orderBy, expected) => {
    expect(order(orderBy)).toBe(expected);
  });

  it.each([{ exhibition: { slug: 'asc' } }, { parties: { _count: 'asc' } }, { id: 'up' }, { id: '1; DROP' }])(
    '%j is left to Prisma’s engine',
    (orderBy) => {
      expect(() => order(orderBy)).toThrow(UnsupportedQuery);
    },
  );
});
