/**
 * The cost of introspection: the size of its result in characters of JSON. The complexity limit does not cover
 * introspection, because its fields are not part of our schema. Types lead to fields and fields to types, so a short
 * document can request the whole schema many times.
 */
import {
  type FieldNode,
  type GraphQLObjectType,
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValidatedExecutionArgs,
} from 'graphql';
import { requestError } from '../graphql/query-errors.ts';
import { RequestErrors } from './request-errors.ts';

/** The introspection query of GraphQL tools, with all its options, costs about 530,000. */
export const maxIntrospectionCost = 1_500_000;
/** Quotes, colon and comma of a field. */
const charactersPerField = 4;

export class IntrospectionCosts {
  /**
   * The cost of operations without variables, which is always the same. An operation belongs to one parsed document.
   */
  readonly #known = new WeakMap<OperationDefinitionNode, number>();

  /** Throws RequestErrors if the introspection of the operation exceeds the limit. The document must be valid. */
  requireWithinLimit(validated: ValidatedExecutionArgs): void {
    if (this.#of(validated) <= maxIntrospectionCost) return;
    const message = `Introspection would return more than ${maxIntrospectionCost} characters, which is the limit. Ask for fewer fields.`;
    throw new RequestErrors([requestError('QUERY_TOO_COMPLEX', message)]);
  }

  #of(validated: ValidatedExecutionArgs): number {
    const { operation } = validated;
    const cost = this.#known.get(operation) ?? new IntrospectionCost(validated).ofOperation();
    if (!operation.variableDefinitions?.length) this.#known.set(operation, cost);
    return cost;
  }
}

/**
 * Visits the schema like the executor, but computes each selection of each element once. Stops above the limit, so
 * the computation is bounded too.
 */
class IntrospectionCost {
  readonly #args: ValidatedExecutionArgs;
  readonly #known = new Map<SelectionSetNode, Map<unknown, number>>();
  #visits = 0;

  constructor(args: ValidatedExecutionArgs) {
    this.#args = args;
  }

  ofOperation(): number {
    const { schema, operation } = this.#args;
    return this.#ofRoot(operation.selectionSet, schema.getRootType(operation.operation)!);
  }

  /** Below the root only `__schema` and `__type` lead into the schema. */
  #ofRoot(selectionSet: SelectionSetNode, rootType: GraphQLObjectType): number {
    return this.#ofSelections(selectionSet, rootType, (node) => {
      const definition = [SchemaMetaFieldDef, TypeMetaFieldDef].find(({ name }) => name === node.name.value);
      return definition ? this.#ofField(node, definition, null) : 0;
    });
  }

  #ofElement(selectionSet: SelectionSetNode, type: GraphQLObjectType, element: unknown): number {
    const fields = type.getFields();
    return this.#ofSelections(selectionSet, element, (node) => {
      const definition = fields[node.name.value];
      return definition ? this.#ofField(node, definition, element) : type.name.length + charactersPerField;
    });
  }

  #ofField(node: FieldNode, definition: MetaField, parent: unknown): number {
    const ownCost = (node.alias ?? node.name).value.length + charactersPerField;
    const { schema, variableValues } = this.#args;
    const args = getArgumentValues(definition, node, variableValues);
    const value: unknown = definition.resolve!(parent, args, null, { schema } as never);
    const type = getNamedType(definition.type);
    if (!node.selectionSet || !isObjectType(type)) return ownCost + JSON.stringify(value ?? null).length;
    const elements: unknown[] = Array.isArray(value) ? value : [value];
    let cost = ownCost;
    for (const element of elements) {
      if (element != null) cost += this.#ofElement(node.selectionSet, type, element) + 3;
      if (++this.#visits > maxIntrospectionCost || cost > maxIntrospectionCost)
        return Number.POSITIVE_INFINITY;
    }
    return cost;
  }

  /** Each selection set of each element is computed once, because fragments can be spread any number of times. */
  #ofSelections(
    selectionSet: SelectionSetNode,
    element: unknown,
    costOf: (node: FieldNode) => number,
  ): number {
    const elements = this.#known.get(selectionSet) ?? new Map<unknown, number>();
    this.#known.set(selectionSet, elements);
    const known = elements.get(element);
    if (known !== undefined) return known;
    let sum = 0;
    for (const node of selectionSet.selections) {
      if (node.kind === Kind.FIELD) sum += costOf(node);
      else {
        const { fragmentDefinitions } = this.#args;
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentDefinitions[node.name.value]!;
        sum += this.#ofSelections(fragment.selectionSet, element, costOf);
      }
    }
    elements.set(element, sum);
    return sum;
  }
}

type MetaField = typeof SchemaMetaFieldDef;
