/**
 * Computes the cost of an operation without executing it, and compares it with the limits. An operation that exceeds
 * a limit is rejected as a whole and not executed, whatever its type and transport.
 */
import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeInfo,
  type ValidatedExecutionArgs,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { limits } from '../graphql/builder.ts';
import { requestError } from '../graphql/query-errors.ts';
import { RequestErrors } from './request-errors.ts';

/** Sent as `extensions.cost` of a response. Depth in levels, breadth in fields, complexity in points. */
export interface OperationCost {
  depth: number;
  breadth: number;
  complexity: number;
  limits: typeof limits;
}

export function operationCost(validated: ValidatedExecutionArgs): OperationCost {
  const { schema, document, operation, rawVariableValues, contextValue } = validated;
  // complexityFromQuery measures the first operation of a document only.
  const definitions = document.definitions.filter(
    (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition === operation,
  );
  const { depth, breadth, complexity } = complexityFromQuery(
    { ...document, definitions },
    { schema, ctx: contextValue as object, variables: { ...rawVariableValues } },
  );
  // Sums of multipliers such as 0.1 have an error in the last digits.
  return { depth, breadth, complexity: Number(complexity.toFixed(3)), limits };
}

/** An operation has few variables that its cost depends on, such as the size of a page. Others are computed each time. */
const maxCostsPerOperation = 16;
const maxKeyCharacters = 200;

interface KnownCosts {
  /** The variables that the cost depends on. */
  names: readonly string[];
  costs: Map<string, OperationCost>;
}

/** OperationCosts computes the cost of an operation once for equal values of the variables that it depends on. */
export class OperationCosts {
  /** An operation belongs to one parsed document, and its costs are dropped with it. */
  readonly #known = new WeakMap<OperationDefinitionNode, KnownCosts>();

  of(validated: ValidatedExecutionArgs): OperationCost {
    const { operation, variableValues } = validated;
    let known = this.#known.get(operation);
    if (!known) {
      known = { names: costVariables(validated), costs: new Map() };
      this.#known.set(operation, known);
    }
    const { names, costs } = known;
    const key = names.length === 0 ? '' : JSON.stringify(names.map((name) => variableValues.coerced[name]));
    const found = costs.get(key);
    if (found) return found;
    const cost = operationCost(validated);
    if (costs.size < maxCostsPerOperation && key.length <= maxKeyCharacters) costs.set(key, cost);
    return cost;
  }
}

/** The variables in directives, and in arguments of fields whose cost depends on their arguments. */
function costVariables({ schema, document }: ValidatedExecutionArgs): string[] {
  const names = new Set<string>();
  const collect = (node: Parameters<typeof visit>[0]) =>
    visit(node, { Variable: ({ name }) => void names.add(name.value) });
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      Directive: (node) => void collect(node),
      Field: (node) => {
        if (typeof types.getFieldDef()?.extensions.complexity !== 'function') return;
        for (const argument of node.arguments ?? []) collect(argument);
      },
    }),
  );
  return [...names];
}

/** Throws RequestErrors. */
export function requireWithinLimits({ depth, breadth, complexity }: OperationCost): void {
  if (depth <= limits.depth && breadth <= limits.breadth && complexity <= limits.complexity) return;
  const message = `The operation has depth ${depth}, breadth ${breadth} and complexity ${complexity}; the limits are ${limits.depth}, ${limits.breadth} and ${limits.complexity}. Select fewer fields or smaller pages.`;
  throw new RequestErrors([requestError('QUERY_TOO_COMPLEX', message)]);
}

/**
 * operationCount returns how many operations the rate limits count. Each field of a mutation counts, so a mutation
 * with a hundred aliases counts as a hundred. Queries and subscriptions count once; the limits above apply to their
 * fields.
 */
export function operationCount({ operation, fragmentDefinitions }: ValidatedExecutionArgs): number {
  if (operation.operation !== 'mutation') return 1;
  // Each fragment is counted once, because fragments that spread others twice double on each level.
  const known = new Map<SelectionSetNode, number>();
  const countOf = (selectionSet: SelectionSetNode): number => {
    const counted = known.get(selectionSet);
    if (counted !== undefined) return counted;
    const count = selectionSet.selections.reduce((sum, node) => {
      if (node.kind === Kind.FIELD) return sum + 1;
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentDefinitions[node.name.value]!;
      return sum + countOf(fragment.selectionSet);
    }, 0);
    known.set(selectionSet, count);
    return count;
  };
  return countOf(operation.selectionSet);
}

/** Whether all fields of the operation are acknowledgeAnnouncement. */
export function reportsOnly({ operation }: ValidatedExecutionArgs): boolean {
  return (
    operation.operation === 'mutation' &&
    operation.selectionSet.selections.every(
      (node) => node.kind === Kind.FIELD && node.name.value === 'acknowledgeAnnouncement',
    )
  );
}
