/** No list of objects is unbounded, and none of the pages' operations exceeds the limits that follow from it. */
import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import { expect, it } from 'vitest';
import { limits } from '../../src/graphql/builder.ts';
import { type ListLimit, listLimits } from '../../src/graphql/list-limits.ts';
import { schema } from '../../src/schema.ts';
import * as operations from '../../src/web/operations.ts';
import { maxAnnouncementsPerQuery } from '../../src/web/wall/announcements-per-query.ts';

interface ListField {
  coordinate: string;
  field: GraphQLField<unknown, unknown>;
}

function isConnection(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.name.endsWith('Connection') && 'pageInfo' in type.getFields();
}

const listsOfObjects: ListField[] = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) || isInterfaceType(type))
  .filter((type) => !type.name.startsWith('__') && !isConnection(type))
  .flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({ coordinate: `${type.name}.${field.name}`, field })),
  )
  .filter(
    ({ field }) => isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type)),
  );

const limitOf = ({ field }: ListField): ListLimit | undefined =>
  (listLimits as Record<string, ListLimit>)[String(field.extensions.listLimit)];

it('has a connection or a limit in the table for every list of objects', () => {
  expect(listsOfObjects.length).toBeGreaterThan(40);
  const unbounded = listsOfObjects.filter((list) => !limitOf(list)).map(({ coordinate }) => coordinate);
  expect(unbounded, 'use list() or boundedList()').toEqual([]);
});

it('names the maximum of every other list in its description', () => {
  const silent = listsOfObjects
    .filter((list) => !list.field.description?.includes(`t most ${limitOf(list)?.max.toLocaleString('en')}`))
    .map(({ coordinate }) => coordinate);
  expect(silent).toEqual([]);
});

it('multiplies the cost of every other list by its limit', () => {
  const costOf = ({ field }: ListField) =>
    (field.extensions as { complexity?: { multiplier?: number } }).complexity?.multiplier;
  const wrong = listsOfObjects
    .filter((list) => costOf(list) !== limitOf(list)?.cost)
    .map((list) => `${list.coordinate}: ${costOf(list)}`);
  expect(wrong).toEqual([]);
  // Below ten, nested lists would be nearly free; above the maximum, nothing could come back for the cost.
  for (const [name, { max, cost }] of Object.entries(listLimits)) {
    expect(cost, name).toBeGreaterThanOrEqual(Math.min(10, max));
    expect(cost, name).toBeLessThanOrEqual(max);
  }
});

it('uses every limit of the table', () => {
  const used = new Set(listsOfObjects.map(({ field }) => field.extensions.listLimit));
  expect(Object.keys(listLimits).filter((name) => !used.has(name))).toEqual([]);
});

const variables = {
  ...{ exhibition: 'x', ceremony: 'x', deal: 'x', language: 'en', mode: 'LIVE' },
  ...{ first: maxAnnouncementsPerQuery, last: maxAnnouncementsPerQuery },
};
const reads = Object.values(operations).filter(
  (operation): operation is typeof operations.WallSnapshot =>
    typeof operation === 'object' && 'query' in operation && !operation.query.startsWith('mutation'),
);

it.each(reads.map((operation) => [operation.operationName, operation.query]))(
  'keeps %s of the pages below the limits of every operation',
  (_name, query) => {
    const { depth, breadth, complexity } = complexityFromQuery(query, { schema, ctx: {}, variables });
    expect(complexity).toBeGreaterThan(0);
    expect(complexity).toBeLessThan(limits.complexity);
    expect(breadth).toBeLessThan(limits.breadth);
    expect(depth).toBeLessThanOrEqual(limits.depth);
  },
);
