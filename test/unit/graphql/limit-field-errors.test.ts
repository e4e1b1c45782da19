import {
  type ExecutionResult,
  execute,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
} from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../src/errors/user-errors.ts';
import { Answering } from '../../../src/graphql/context.ts';
import { limitFieldErrors, maxFailedFields } from '../../../src/graphql/limit-field-errors.ts';

let resolved: number;
beforeEach(() => {
  resolved = 0;
});

const fail = () => {
  resolved++;
  throw InvalidInput.at(['language'], 'is not a language');
};
const Row = new GraphQLObjectType({
  name: 'Row',
  fields: {
    title: { type: GraphQLString, resolve: fail },
    later: { type: GraphQLString, resolve: async () => fail() },
    good: { type: GraphQLString, resolve: () => 'good' },
  },
});
const rows = { type: new GraphQLList(Row), resolve: () => Array.from({ length: 500 }, () => ({})) };
const schema = limitFieldErrors(
  new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { rows } }) }),
);

async function run(selection: string): Promise<ExecutionResult> {
  const contextValue = { answering: new Answering() };
  return execute({ schema, document: parse(`{ rows { ${selection} } }`), contextValue });
}

describe('an operation whose fields fail', () => {
  it('has a limited number of errors: the others share one', async () => {
    const { errors, data } = await run('title');
    expect(resolved).toBe(maxFailedFields);
    expect(new Set(errors)).toHaveLength(maxFailedFields + 1);
    expect(errors!.at(-1)!.message).toMatch(/More than 100 fields failed/);
    expect((data!.rows as unknown[])[499]).toEqual({ title: null });
  });

  it('at the limit has all its errors and all its values', async () => {
    const { errors, data } = await run('good');
    expect([errors, (data!.rows as unknown[]).length]).toEqual([undefined, 500]);
  });

  it('later is limited once they have failed', async () => {
    const { errors } = await run('later again: later');
    expect(new Set(errors).size).toBeLessThanOrEqual(1_001);
    expect(resolved).toBeLessThanOrEqual(1_000);
  });
});
