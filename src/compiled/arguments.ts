import { type FieldNode, type GraphQLField, getArgumentValues, Kind, type ValueNode } from 'graphql';
import type { Input } from './input.ts';
import { Unsupported } from './unsupported.ts';

export type Arguments = Record<string, unknown>;

export interface ArgumentReader {
  /** Null if they depend on variables. */
  fixed: Arguments | null;
  /** Throws for values that are not valid. */
  read: (input: Input) => Arguments;
}

const none: ArgumentReader = { fixed: {}, read: () => ({}) };

export function readArguments(field: GraphQLField<unknown, unknown>, node: FieldNode): ArgumentReader {
  if ((field.extensions.pothosArgMappers as unknown[] | null | undefined)?.length)
    throw new Unsupported('mapped arguments');
  if (field.args.length === 0) return none;
  const usesVariables = node.arguments?.some(({ value }) => hasVariable(value)) ?? false;
  if (!usesVariables) {
    const fixed = getArgumentValues(field, node);
    return { fixed, read: () => fixed };
  }
  const owner = {};
  return {
    fixed: null,
    read: (input) => input.once(owner, () => getArgumentValues(field, node, input.variableValues)),
  };
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => hasVariable(field.value));
  return false;
}
