import { describe, expect, it } from 'vitest';
import { Prisma } from '../../../prisma/generated/client/client.ts';
import type { ModelName } from '../../../src/database/models.ts';
import { modelOf, models } from '../../../src/database/models.ts';
import { bindParameters, parametrize } from '../../../src/database/row-reader/parameters.ts';
import { planRow } from '../../../src/database/row-reader/row-plan.ts';
import { UnsupportedQuery } from '../../../src/database/row-reader/unsupported-query.ts';

function plan(model: ModelName, query: object) {
  const { shape, values } = parametrize(query);
  const { expression, decode } = planRow(modelOf(model), shape, 'item');
  const { text, values: bound } = bindParameters(expression, values);
  return { text, values: bound, decode };
}

const only = (model: ModelName, select: object) => plan(model, { select });

describe('the SQL of a selection', () => {
  it('is an array of the selected columns', () => {
    expect(only('Deal', { id: true, status: true, notes: false }).text).toBe(
      'json_build_array(item."id", item."status")',
    );
  });

  it('has all columns where none is named', () => {
    const { text } = plan('DealParty', { include: {} });
    for (const name of modelOf('DealParty').columns.keys()) expect(text).toContain(`item."${name}"`);
  });

  it('returns an amount as text, so that no digit is lost', () => {
    expect(only('Deal', { amount: true }).text).toBe('json_build_array(item."amount"::text)');
  });

  it('reads a relation in the same expression', () => {
    expect(only('Deal', { industry: { select: { code: true } } }).text).toBe(
      'json_build_array((SELECT json_build_array(r1."code") FROM "Industry" AS r1 WHERE r1."id" = item."industryId"))',
    );
  });

  it('reads a list from the side that holds the foreign key, in its order', () => {
    const parties = { select: { role: true }, orderBy: { position: 'asc' } };
    expect(only('Deal', { parties }).text).toBe(
      'json_build_array((SELECT coalesce(json_agg(json_build_array(r1."role") ORDER BY r1."position" ASC), \'[]\'::json)' +
        ' FROM "DealParty" AS r1 WHERE r1."dealId" = item."id"))',
    );
  });

  it('reads a many-to-many list through the table of the pairs', () => {
    const { text } = only('Deal', { sources: { select: { publisher: true } } });
    expect(text).toContain(
      'FROM "Source" AS r1 JOIN "_DealToSource" AS r1_link ON r1_link."B" = r1."id" WHERE r1_link."A" = item."id"',
    );
  });

  it('names the tables by depth', () => {
    const { text } = only('Deal', {
      exhibition: { select: { series: { select: { slug: true } }, slug: true } },
      ceremony: { select: { status: true } },
    });
    expect(text).toContain('FROM "ExhibitionSeries" AS r2 WHERE r2."id" = r1."seriesId"');
    expect(text).toContain('FROM "Ceremony" AS r1 WHERE r1."id" = item."ceremonyId"');
  });

  it('filters a list by parameters, never by text', () => {
    const { text, values } = only('Exhibition', {
      deals: { where: { status: 'SIGNED', currencyCode: { in: ["'", 'USD'] } }, select: { id: true } },
    });
    expect(text).toContain(
      'WHERE r1."exhibitionId" = item."id" AND r1."status" = $1 AND r1."currencyCode" = ANY($2)',
    );
    expect(values).toEqual(['SIGNED', ["'", 'USD']]);
  });

  it('selects a page of a list before it is aggregated', () => {
    const { text, values } = only('Exhibition', {
      deals: { select: { id: true }, orderBy: [{ latestAt: 'desc' }, { id: 'desc' }], take: 3, skip: 1 },
    });
    expect(text).toContain(
      'FROM (SELECT json_build_array(r1."id") AS row FROM "Deal" AS r1 WHERE r1."exhibitionId" = item."id"' +
        ' ORDER BY r1."latestAt" DESC, r1."id" DESC LIMIT $1 OFFSET $2) AS page',
    );
    expect(values).toEqual([3, 1]);
  });

  it('counts lists, with their filters', () => {
    const { text, values } = only('Exhibition', {
      _count: { select: { venues: true, deals: { where: { status: 'SIGNED' } } } },
    });
    expect(text).toContain('(SELECT count(*)::int FROM "Venue" AS r1 WHERE r1."exhibitionId" = item."id")');
    expect(text).toContain('AND r1."status" = $1)');
    expect(values).toEqual(['SIGNED']);
  });
});

describe('a decoded row', () => {
  it('has exact amounts, dates and moments', () => {
    const { decode } = only('Deal', { amount: true, signedAt: true, countries: true });
    expect(decode(['9007199254740993.0001', '2026-11-03T01:30:00.123+00:00', ['CN', 'KR']])).toEqual({
      amount: new Prisma.Decimal('9007199254740993.0001'),
      signedAt: new Date('2026-11-03T01:30:00.123Z'),
      countries: ['CN', 'KR'],
    });
    expect(only('Exhibition', { startsOn: true }).decode(['2026-05-06'])).toEqual({
      startsOn: new Date('2026-05-06T00:00:00Z'),
    });
  });

  it('keeps null apart from an empty list', () => {
    const { decode } = only('Deal', { amount: true, ceremony: true, parties: { select: { role: true } } });
    expect(decode([null, null, []])).toEqual({ amount: null, ceremony: null, parties: [] });
  });

  it('is null if there is no row', () => {
    expect(only('Deal', { id: true }).decode(null)).toBeNull();
  });
});

describe('queries that differ in values alone', () => {
  it('have one shape', () => {
    const query = (status: string, take: number) => ({
      select: { deals: { where: { OR: [{ status }, { signedAt: null }] }, take } },
    });
    const [one, other] = [parametrize(query('SIGNED', 1)), parametrize(query('PLANNED', 2))];
    expect(JSON.stringify(one.shape)).toBe(JSON.stringify(other.shape));
    expect(one.values).toEqual(['SIGNED', 1]);
    expect(other.values).toEqual(['PLANNED', 2]);
  });

  it('have another shape than queries for null or with other operators', () => {
    const shapes = [
      { amount: null },
      { amount: '1' },
      { amount: { not: '1' } },
      { amount: { in: ['1'] } },
    ].map((where) => JSON.stringify(parametrize({ where }).shape));
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  it('send moments and amounts as text: the driver would write them in the machine’s time zone, or as JSON', () => {
    const where = { signedAt: new Date('2026-01-01T00:00:00Z'), amount: new Prisma.Decimal('0.0000001') };
    expect(parametrize({ where }).values).toEqual(['2026-01-01T00:00:00.000Z', '0.0000001']);
  });
});

it.each<[string, ModelName, object]>([
  ['a cursor', 'Deal', { cursor: { id: '1' } }],
  ['distinct', 'Deal', { distinct: ['status'] }],
  [
    'an order by a relation',
    'Exhibition',
    { select: { deals: { orderBy: { exhibition: { slug: 'asc' } } } } },
  ],
  ['a filter by a relation', 'Exhibition', { select: { deals: { where: { exhibition: { slug: 'a' } } } } }],
  ['a filter by JSON', 'Exhibition', { select: { deals: { where: { titles: { equals: [] } } } } }],
  ['a search', 'Exhibition', { select: { deals: { where: { searchText: { contains: 'a' } } } } }],
  ['a page from the end', 'Exhibition', { select: { deals: { take: -1 } } }],
  ['a field that the model lacks', 'Deal', { select: { nothing: true } }],
])('leaves %s to Prisma’s engine', (_name, model, query) => {
  expect(() => plan(model, query)).toThrow(UnsupportedQuery);
});

it('every model has fewer fields than the argument limit of Postgres', () => {
  const maxArguments = 100;
  for (const { name, columns, relations } of models.values())
    expect(columns.size + relations.size + 1, name).toBeLessThanOrEqual(maxArguments);
});
