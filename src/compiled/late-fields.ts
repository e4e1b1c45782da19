/**
 * LateFields are fields that SQL leaves to their resolvers: the statement returns the columns that the resolver selects, and
 * the resolver and the completion of its value run in this process, without the executor. A resolver that reads the operation, or
 * returns rows whose fields may have to be loaded, ends the compiled execution.
 */
import {
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Model } from '../database/models.ts';
import { bindParameters, parametrize } from '../database/row-reader/parameters.ts';
import { planRow } from '../database/row-reader/row-plan.ts';
import type { Sql } from '../database/sql.ts';
import { readArguments } from './arguments.ts';
import { type Selecting, subfields } from './collect-fields.ts';
import {
  exposedBy,
  type Field,
  prismaModelOf,
  type Resolve,
  resolverOf,
  selectionOf,
} from './field-metadata.ts';
import type { Input } from './input.ts';
import { gather, type Text } from './texts.ts';
import { HandedOver, Unsupported } from './unsupported.ts';

type Write = (value: unknown, input: Input) => Text;

interface LateField {
  resolve: Resolve;
  nodes: readonly FieldNode[];
  alias: string;
  decode: (json: unknown) => unknown;
  row: Sql;
  write: Write;
}

export class LateFields {
  readonly #selecting: Selecting;
  readonly #fields: LateField[] = [];

  constructor(selecting: Selecting) {
    this.#selecting = selecting;
  }

  /** Returns the index of the field and the SQL of its row. */
  add(
    type: GraphQLObjectType,
    model: Model,
    field: Field,
    nodes: readonly FieldNode[],
    alias: string,
  ): { index: number; row: Sql } {
    const resolve = resolverOf(field);
    // The types of an interface share its resolvers, but a fragment on one of them may select more.
    const known = this.#fields.findIndex(
      (each) => each.resolve === resolve && each.alias === alias && isSame(each.nodes, nodes),
    );
    if (known !== -1) return { index: known, row: this.#fields[known]!.row };
    const { shape, values } = parametrize({ select: selectionOf(type, field) });
    const { expression, decode } = planRow(model, shape, alias, rowAliasesFrom);
    const late = {
      resolve,
      nodes,
      alias,
      decode,
      row: bindParameters(expression, values),
      write: fieldWriter(this.#selecting, field, nodes),
    };
    return { index: this.#fields.push(late) - 1, row: late.row };
  }

  valueOf(index: number, row: unknown, input: Input): Text {
    const { decode, write } = this.#fields[index]!;
    return write(decode(row), input);
  }
}

function isSame(one: readonly FieldNode[], other: readonly FieldNode[]): boolean {
  return one.length === other.length && one.every((node, index) => node === other[index]);
}

/** Aliases of the relations in a row are r1, r2 …; those of a plan are a1, a2 … */
const rowAliasesFrom = 0;

/** What a resolver gets instead of the operation. */
function noInfo(): object {
  return new Proxy(
    {},
    {
      get: () => {
        throw new Unsupported('a resolver that reads the operation');
      },
    },
  );
}

/** Writes the field of a parent. */
function fieldWriter(selecting: Selecting, field: Field, nodes: readonly FieldNode[]): Write {
  const exposed = exposedBy(field);
  const write = writerOf(selecting, field.type, nodes);
  if (exposed !== null)
    return (parent, input) => whenKnown((parent as Record<string, unknown>)[exposed], write, input);
  const resolve = resolverOf(field);
  const args = readArguments(field, nodes[0]!);
  const info = noInfo();
  return (parent, input) =>
    whenKnown(resolve(parent, { ...args.read(input) }, input.context, info), write, input);
}

function whenKnown(value: unknown, write: Write, input: Input): Text {
  if (typeof value === 'function') throw new Unsupported('a value that is a function');
  return value instanceof Promise ? value.then((known) => write(known, input)) : write(value, input);
}

function writerOf(selecting: Selecting, type: GraphQLOutputType, nodes: readonly FieldNode[]): Write {
  if (isNonNullType(type)) {
    const write = nullableWriter(selecting, type.ofType, nodes);
    return (value, input) => {
      if (value == null) throw new HandedOver();
      return write(value, input);
    };
  }
  const write = nullableWriter(selecting, type, nodes);
  return (value, input) => (value == null ? 'null' : write(value, input));
}

/** Writes values that are not null. */
function nullableWriter(selecting: Selecting, type: GraphQLOutputType, nodes: readonly FieldNode[]): Write {
  if (isListType(type)) {
    const write = writerOf(selecting, type.ofType, nodes);
    return (value, input) => {
      if (!Array.isArray(value)) throw new HandedOver();
      return gather({
        count: value.length,
        make: (index) => whenKnown(value[index], write, input),
        before: (index) => (index === 0 ? '[' : ','),
        end: value.length === 0 ? '[]' : ']',
      });
    };
  }
  if (isLeafType(type)) return leafWriter(type);
  if (isAbstractType(type)) return abstractWriter(selecting, type, nodes);
  if (!isObjectType(type) || prismaModelOf(type)) throw new Unsupported('a resolver that returns rows');
  return objectWriter(selecting, type, nodes);
}

function abstractWriter(selecting: Selecting, type: GraphQLAbstractType, nodes: readonly FieldNode[]): Write {
  const { schema } = selecting;
  const writers = new Map<string, Write>();
  for (const possible of schema.getPossibleTypes(type)) {
    if (prismaModelOf(possible)) throw new Unsupported('a resolver that returns rows');
    writers.set(possible.name, objectWriter(selecting, possible, nodes));
  }
  const info = noInfo() as GraphQLResolveInfo;
  return (value, input) => {
    const name: unknown = type.resolveType?.(value, input.context, info, type);
    if (typeof name !== 'string') throw new Unsupported('a type that is known later');
    const write = writers.get(name);
    if (!write) throw new HandedOver();
    return write(value, input);
  };
}

function leafWriter(type: GraphQLLeafType): Write {
  return (value) => {
    if (value instanceof Error) throw new HandedOver();
    const coerced = type.coerceOutputValue(value);
    if (coerced == null) throw new HandedOver();
    const text = JSON.stringify(coerced);
    if (text === undefined) throw new HandedOver();
    return text;
  };
}

function objectWriter(selecting: Selecting, type: GraphQLObjectType, nodes: readonly FieldNode[]): Write {
  const members = [...subfields(selecting, type, nodes)].map(
    ([key, own], index): { prefix: string; write: Write } => {
      const prefix = `${index === 0 ? '{' : ','}"${key}":`;
      const { value: name } = own[0]!.name;
      if (name === '__typename') return { prefix, write: () => `"${type.name}"` };
      return { prefix, write: fieldWriter(selecting, type.getFields()[name]!, own) };
    },
  );
  const info = noInfo() as GraphQLResolveInfo;
  return (value, input) => {
    if (value instanceof Error) throw new HandedOver();
    if (type.isTypeOf && type.isTypeOf(value, input.context, info) !== true) throw new HandedOver();
    return gather({
      count: members.length,
      make: (index) => members[index]!.write(value, input),
      before: (index) => members[index]!.prefix,
      end: members.length === 0 ? '{}' : '}',
    });
  };
}
