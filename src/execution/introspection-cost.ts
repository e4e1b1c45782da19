/**
 * The cost of introspection: about how many fields the result will have. The complexity limit of queries does not cover
 * introspection, because its fields are not part of our schema.
 */
import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';

/** The introspection query of GraphQL tools, with all its options, costs about 280,000. */
export const maxIntrospectionCost = 300_000;

/** Approximate sizes of the lists in our schema. */
const sizes: Readonly<Record<string, number>> = {
  types: 200,
  fields: 8,
  inputFields: 8,
  enumValues: 8,
  possibleTypes: 4,
  interfaces: 4,
  directives: 6,
  args: 2,
};

/** The document must be valid: its fragments exist, and none contains itself. */
export function introspectionCost(document: DocumentNode): number {
  const fragments = new Map<string, SelectionSetNode>();
  const costs = new Map<string, number>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node.selectionSet);

  const costOfFragment = (name: string): number => {
    const known = costs.get(name);
    if (known !== undefined) return known;
    const cost = costOf(fragments.get(name)!);
    costs.set(name, cost);
    return cost;
  };
  const costOf = ({ selections }: SelectionSetNode): number =>
    selections.reduce((sum, node) => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return sum + costOfFragment(node.name.value);
      if (node.kind === Kind.INLINE_FRAGMENT) return sum + costOf(node.selectionSet);
      const below = node.selectionSet ? costOf(node.selectionSet) : 0;
      return sum + 1 + (sizes[node.name.value] ?? 1) * below;
    }, 0);

  return document.definitions.reduce(
    (sum, node) => (node.kind === Kind.OPERATION_DEFINITION ? sum + costOf(node.selectionSet) : sum),
    0,
  );
}
