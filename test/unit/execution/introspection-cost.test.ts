import { readFileSync } from 'node:fs';
import { buildSchema, executeSync, getIntrospectionQuery, parse, validateExecutionArgs } from 'graphql';
import { describe, expect, it } from 'vitest';
import { IntrospectionCosts, maxIntrospectionCost } from '../../../src/execution/introspection-cost.ts';

const schema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'));

function check(query: string, variableValues: Record<string, unknown> = {}): void {
  const validated = validateExecutionArgs({
    schema,
    document: parse(query, { noLocation: true }),
    variableValues,
  });
  if (!('schema' in validated)) throw validated[0];
  new IntrospectionCosts().requireWithinLimit(validated);
}

/** The size of the result, by executing the query. */
function sizeOf(query: string): number {
  return JSON.stringify(executeSync({ schema, document: parse(query) })).length;
}

const aliases = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => of(index)).join(' ');
const tools = getIntrospectionQuery({
  inputValueDeprecation: true,
  specifiedByUrl: true,
  oneOf: true,
  schemaDescription: true,
  directiveIsRepeatable: true,
});
const perType = 'types { name fields { name args { name } type { name } } }';
/** As many aliases of it as the limit has room for, by what one of them returns. */
const allowed = Math.floor(maxIntrospectionCost / sizeOf(`{ __schema { a: ${perType} } }`));

describe('the cost of introspection', () => {
  it('leaves room for the introspection query of tools, twice', () => {
    check(tools);
    expect(sizeOf(tools) * 2).toBeLessThan(maxIntrospectionCost);
  });

  it('is the size of the result: as many aliases as fit are accepted, more are rejected', () => {
    const query = (count: number) => `{ __schema { ${aliases(count, (n) => `a${n}: ${perType}`)} } }`;
    expect(sizeOf(query(allowed))).toBeLessThanOrEqual(maxIntrospectionCost);
    check(query(allowed - 1));
    expect(() => check(query(allowed + 1))).toThrow();
  });

  it.each([
    [
      'types that implement an interface, and their interfaces, and so on',
      `{ __type(name: "Node") { possibleTypes { interfaces { possibleTypes { interfaces { possibleTypes { interfaces { possibleTypes { fields { name } } } } } } } } } }`,
    ],
    [
      'one fragment spread 400 times',
      `{ ${aliases(400, (n) => `e${n}: __type(name: "Node") { ...F }`)} } fragment F on __Type { possibleTypes { fields { name description args { name } type { name } } } }`,
    ],
    [
      'fragments that double forty times',
      `{ __schema { queryType { ...F0 } } } ${aliases(40, (n) => `fragment F${n} on __Type { ...F${n + 1} ... { ...F${n + 1} } }`)} fragment F40 on __Type { fields { name } }`,
    ],
    [
      'root fragments that double forty times',
      `{ ...F0 } ${aliases(40, (n) => `fragment F${n} on Query { ...F${n + 1} ... { ...F${n + 1} } }`)} fragment F40 on Query { __schema { types { fields { name } } } }`,
    ],
  ])('rejects %s without a long computation', (_what, query) => {
    expect(() => check(query)).toThrow();
  });

  it('uses the arguments, variables included', () => {
    const query = `query($name: String!) { ${aliases(300, (n) => `e${n}: __type(name: $name) { possibleTypes { fields { name args { name } type { name } } } }`)} }`;
    check(query, { name: 'Money' });
    expect(() => check(query, { name: 'Node' })).toThrow();
  });
});
