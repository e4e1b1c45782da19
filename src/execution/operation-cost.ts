/** operationCost computes what an operation counts against the cost limits, without executing it. */
import { complexityFromQuery } from '@pothos/plugin-complexity';
import { Kind } from 'graphql';
import { limits } from '../graphql/builder.ts';
import type { PreparedOperation } from './executor.ts';

/** Sent as `extensions.cost` of a response. Depth in levels, breadth in fields, complexity in points. */
export interface OperationCost {
  depth: number;
  breadth: number;
  complexity: number;
  limits: typeof limits;
}

/** Throws a GraphQLError if a variable does not have its type. */
export function operationCost(prepared: PreparedOperation): OperationCost {
  const { schema, document, operation, variableValues, contextValue } = prepared;
  // The function measures the first operation of a document.
  const definitions = document.definitions.filter(
    (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition === operation,
  );
  const { depth, breadth, complexity } = complexityFromQuery(
    { ...document, definitions },
    { schema, ctx: contextValue, variables: { ...variableValues } },
  );
  return { depth, breadth, complexity, limits };
}
