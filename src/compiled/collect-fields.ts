/** CollectFields of the GraphQL specification (6.3.2), for documents that are valid. */
import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionSetNode,
  type ValidatedExecutionArgs,
} from 'graphql';
import { Unsupported } from './unsupported.ts';

export interface Selecting {
  schema: GraphQLSchema;
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  variableValues: ValidatedExecutionArgs['variableValues'];
}

/** The selected fields by their names in the response, in its order. */
export type Fields = ReadonlyMap<string, readonly FieldNode[]>;

export function collectFields(
  selecting: Selecting,
  type: GraphQLObjectType,
  selectionSets: readonly (SelectionSetNode | undefined)[],
): Fields {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = (selectionSet: SelectionSetNode): void => {
    for (const node of selectionSet.selections) {
      if (!isIncluded(selecting, node.directives)) continue;
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        const known = fields.get(key);
        if (known) known.push(node);
        else fields.set(key, [node]);
        continue;
      }
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const name = node.name.value;
        if (visited.has(name)) continue;
        visited.add(name);
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : selecting.fragments[node.name.value]!;
      if (applies(selecting.schema, fragment.typeCondition?.name.value, type)) collect(fragment.selectionSet);
    }
  };
  for (const selectionSet of selectionSets) if (selectionSet) collect(selectionSet);
  return fields;
}

export function subfields(
  selecting: Selecting,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Fields {
  return collectFields(
    selecting,
    type,
    nodes.map(({ selectionSet }) => selectionSet),
  );
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}

const understood: ReadonlySet<string> = new Set(['skip', 'include']);

function isIncluded({ variableValues }: Selecting, directives: readonly DirectiveNode[] = []): boolean {
  if (directives.length === 0) return true;
  const other = directives.find(({ name }) => !understood.has(name.value));
  if (other) throw new Unsupported(`@${other.name.value}`);
  const skip = getDirectiveValues(GraphQLSkipDirective, { directives }, variableValues);
  if (skip?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, { directives }, variableValues)?.if !== false;
}
