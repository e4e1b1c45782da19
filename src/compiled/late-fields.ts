/**
 * LateFields are fields that SQL leaves to their resolvers: the statement returns the columns that the resolver selects, and
 * the resolver and the completion of its value run in this process, without the executor. A resolver that needs the executor, or
 * answers later, ends the compiled execution.
 */
import {
  type FieldNode,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
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
import { HandedOver, Unsupported } from './unsupported.ts';

type Write = (value: unknown, input: Input) => string;

interface LateField {
  resolve: Resolve;
  node: FieldNode;
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
    const node = nodes[0]!;
    // The types of an interface share its resolvers.
    const known = this.#fields.findIndex(
      (each) => each.resolve === resolve && each.node === node && each.alias === alias,
    );
    if (known !== -1) return { index: known, row: this.#fields[known]!.row };
    const { shape, values } = parametrize({ select: selectionOf(type, field) });
    const { expression, decode } = planRow(model, shape, alias, rowAliasesFrom);
    const late = {
      resolve,
      node,
      alias,
      decode,
      row: bindParameters(expression, values),
      write: fieldWriter(this.#selecting, field, nodes),
    };
    return { index: this.#fields.push(late) - 1, row: late.row };
  }

  valueOf(index: number, row: unknown, input: Input): string {
    const { decode, write } = this.#fields[index]!;
    return write(decode(row), input);
  }
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
    return (parent, input) => write(synchronous((parent as Record<string, unknown>)[exposed]), input);
  const resolve = resolverOf(field);
  const args = readArguments(field, nodes[0]!);
  const info = noInfo();
  return (parent, input) =>
    write(synchronous(resolve(parent, { ...args.read(input) }, input.context, info)), input);
}

function synchronous(value: unknown): unknown {
  if (typeof value === 'function') throw new Unsupported('a value that is a function');
  if (value instanceof Promise) {
    // Nobody waits for it.
    value.catch(() => {});
    throw new Unsupported('a resolver that answers later');
  }
  return value;
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
      return `[${value.map((each) => write(synchronous(each), input)).join(',')}]`;
    };
  }
  if (isLeafType(type)) return leafWriter(type);
  if (!isObjectType(type) || type.isTypeOf || prismaModelOf(type))
    throw new Unsupported('a resolver that returns rows, or one of several types');
  return objectWriter(selecting, type, nodes);
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
    ([key, own]): { prefix: string; write: Write } => {
      const { value: name } = own[0]!.name;
      if (name === '__typename') return { prefix: `"${key}":`, write: () => `"${type.name}"` };
      return { prefix: `"${key}":`, write: fieldWriter(selecting, type.getFields()[name]!, own) };
    },
  );
  return (value, input) => {
    if (value instanceof Error) throw new HandedOver();
    let text = '{';
    for (const { prefix, write } of members) text += (text === '{' ? '' : ',') + prefix + write(value, input);
    return `${text}}`;
  };
}
