/** Operations as trees, which a search can change in one place at a time. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Random } from '../fuzz/random.ts';
import { type Known, randomValue } from '../fuzz/random-value.ts';

export interface Selection {
  field: string;
  /** The type that declares the field, where it is selected by an inline fragment. */
  on: string | null;
  args: Record<string, unknown>;
  children: Selection[];
}

export interface Operation {
  query: string;
  variables: Record<string, unknown>;
  tree: readonly Selection[];
}

const maxDepth = 8;
const maxRoots = 4;
const maxChildren = 5;
const argumentChance = 0.4;
const pageSizes = [1, 5, 20, 50, 100];

type Place = GraphQLField<unknown, unknown>;

export class OperationTrees {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #known: Known;

  constructor(schema: GraphQLSchema, random: Random, known: Known) {
    this.#schema = schema;
    this.#random = random;
    this.#known = known;
  }

  create(): Selection[] {
    const count = 1 + this.#random.below(maxRoots);
    return Array.from({ length: count }, () => this.#select(this.#schema.getQueryType()!, 0));
  }

  /** A copy with one change. */
  mutate(tree: readonly Selection[]): Selection[] {
    const copy = structuredClone(tree) as Selection[];
    const { siblings, index, type, depth } = this.#place(copy);
    const selection = siblings[index]!;
    const field = this.#fieldOf(type, selection);
    const change = this.#random.below(6);
    if (change === 0) siblings[index] = this.#select(type, depth);
    else if (change === 1) siblings.push(structuredClone(selection));
    else if (change === 2 && siblings.length > 1) siblings.splice(index, 1);
    else if (change === 3) siblings.push(this.#select(type, depth));
    else if (change === 4 && field) selection.args = this.#argumentsOf(field.args);
    else if (field && depth < maxDepth) {
      const inner = getNamedType(field.type);
      if (isLeafType(inner)) siblings[index] = this.#select(type, depth);
      else selection.children.push(this.#select(inner, depth + 1));
    }
    return copy;
  }

  print(tree: readonly Selection[]): Operation {
    const variables = new Map<string, { type: string; value: unknown }>();
    let aliases = 0;
    const printAll = (selections: readonly Selection[], parent: GraphQLNamedOutputType): string =>
      selections.map((each) => print(each, parent)).join(' ');
    const print = (selection: Selection, parent: GraphQLNamedOutputType): string => {
      const field = this.#fieldOf(parent, selection);
      if (!field) return '__typename';
      const args = Object.entries(selection.args).map(([name, value]) => {
        const variable = `v${variables.size}`;
        const type = String(field.args.find((each) => each.name === name)!.type);
        variables.set(variable, { type, value });
        return `${name}: $${variable}`;
      });
      const inner = getNamedType(field.type);
      const body = isLeafType(inner) ? '' : ` { __typename ${printAll(selection.children, inner)} }`;
      const text = `f${aliases++}: ${selection.field}${args.length > 0 ? `(${args.join(', ')})` : ''}${body}`;
      return selection.on ? `... on ${selection.on} { ${text} }` : text;
    };
    const body = printAll(tree, this.#schema.getQueryType()!);
    const declared = [...variables].map(([name, { type }]) => `$${name}: ${type}`);
    return {
      query: `query${declared.length > 0 ? `(${declared.join(', ')})` : ''} { ${body} }`,
      variables: Object.fromEntries([...variables].map(([name, { value }]) => [name, value])),
      tree,
    };
  }

  #select(parent: GraphQLNamedOutputType, depth: number): Selection {
    const owner = isAbstractType(parent) ? this.#random.of(this.#schema.getPossibleTypes(parent)) : parent;
    const all = isObjectType(owner) || isInterfaceType(owner) ? Object.values(owner.getFields()) : [];
    const fields = all.filter(({ type }) => depth < maxDepth || isLeafType(getNamedType(type)));
    if (fields.length === 0) return { field: '__typename', on: null, args: {}, children: [] };
    const field = this.#random.of(fields);
    const inner = getNamedType(field.type);
    const count = isLeafType(inner) ? 0 : 1 + this.#random.below(maxChildren);
    return {
      field: field.name,
      on: owner === parent ? null : owner.name,
      args: this.#argumentsOf(field.args),
      children: Array.from({ length: count }, () => this.#select(inner, depth + 1)),
    };
  }

  #argumentsOf(args: readonly GraphQLArgument[]): Record<string, unknown> {
    const given = args.filter(({ type }) => isNonNullType(type) || this.#random.chance(argumentChance));
    const values = given.map((each) => {
      const isSize = each.name === 'first' || each.name === 'last';
      return [
        each.name,
        isSize ? this.#random.of(pageSizes) : randomValue(each.type, this.#random, this.#known),
      ];
    });
    const read = Object.fromEntries(values) as Record<string, unknown>;
    // Both, or a cursor that is none, are refused before anything is read.
    if ('first' in read && 'last' in read) delete read[this.#random.chance(0.5) ? 'first' : 'last'];
    for (const cursor of ['after', 'before']) delete read[cursor];
    return read;
  }

  #fieldOf(parent: GraphQLNamedOutputType, { field, on }: Selection): Place | undefined {
    const owner = on ? this.#schema.getType(on) : parent;
    return isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[field] : undefined;
  }

  /** A random selection, each as likely as every other. */
  #place(tree: Selection[]) {
    const places: { siblings: Selection[]; index: number; type: GraphQLNamedOutputType; depth: number }[] =
      [];
    const walk = (siblings: Selection[], type: GraphQLNamedOutputType, depth: number) => {
      for (const [index, selection] of siblings.entries()) {
        places.push({ siblings, index, type, depth });
        const field = this.#fieldOf(type, selection);
        if (field) walk(selection.children, getNamedType(field.type), depth + 1);
      }
    };
    walk(tree, this.#schema.getQueryType()!, 0);
    return this.#random.of(places);
  }
}
