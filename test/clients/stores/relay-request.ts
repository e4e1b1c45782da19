/** What Relay's compiler, a binary of each platform, would write of an operation: enough for what the tests ask. */
import {
  type FieldNode,
  type GraphQLCompositeType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { ConcreteRequest } from 'relay-runtime';
import { schema } from '../../../src/schema.ts';

const named = (name: string): FieldNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } });

export function relayRequest(source: string): ConcreteRequest {
  const typeInfo = new TypeInfo(schema);
  const document = visit(
    parse(source),
    visitWithTypeInfo(typeInfo, {
      SelectionSet(node, _key, parent) {
        if (parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION) return undefined;
        const type = typeInfo.getParentType();
        const hasId = type && 'getFields' in type && 'id' in type.getFields();
        return {
          ...node,
          selections: [named('__typename'), ...(hasId ? [named('id')] : []), ...node.selections],
        };
      },
    }),
  );
  const operation = document.definitions[0] as OperationDefinitionNode;
  const name = operation.name!.value;
  const root = schema.getRootType(operation.operation)!;
  const selections = selectionsOf(operation.selectionSet, root);
  const argumentDefinitions = (operation.variableDefinitions ?? []).map(({ variable }) => ({
    kind: 'LocalArgument',
    name: variable.name.value,
    defaultValue: null,
  }));
  return {
    kind: 'Request',
    fragment: {
      kind: 'Fragment',
      name,
      type: root.name,
      metadata: null,
      argumentDefinitions,
      selections,
      abstractKey: null,
    },
    operation: { kind: 'Operation', name, argumentDefinitions, selections },
    params: {
      id: null,
      cacheID: name,
      name,
      operationKind: operation.operation,
      text: print(document),
      metadata: {},
    },
  } as unknown as ConcreteRequest;
}

function selectionsOf({ selections }: SelectionSetNode, parent: GraphQLCompositeType): object[] {
  return selections.map((selection) => {
    if (selection.kind === Kind.FIELD) return fieldOf(selection, parent);
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('fragments are written inline');
    const type = schema.getType(selection.typeCondition!.name.value) as GraphQLCompositeType;
    if (isAbstractType(type)) throw new Error('an inline fragment is on a concrete type');
    return {
      kind: 'InlineFragment',
      type: type.name,
      abstractKey: null,
      selections: selectionsOf(selection.selectionSet, type),
    };
  });
}

function fieldOf(node: FieldNode, parent: GraphQLCompositeType): object {
  const name = node.name.value;
  const args = (node.arguments ?? [])
    .map(({ name: { value: argument }, value }) =>
      value.kind === Kind.VARIABLE
        ? { kind: 'Variable', name: argument, variableName: value.name.value }
        : { kind: 'Literal', name: argument, value: 'value' in value ? value.value : null },
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const common = {
    alias: node.alias?.value ?? null,
    args: args.length > 0 ? args : null,
    name,
    storageKey: null,
  };
  if (!node.selectionSet) return { ...common, kind: 'ScalarField' };
  if (!('getFields' in parent)) throw new Error(`${parent.name} has no fields`);
  const { type } = parent.getFields()[name]!;
  const target = getNamedType(type) as GraphQLCompositeType;
  return {
    ...common,
    kind: 'LinkedField',
    concreteType: isAbstractType(target) ? null : target.name,
    plural: isListType(getNullableType(type)),
    selections: selectionsOf(node.selectionSet, target),
  };
}
