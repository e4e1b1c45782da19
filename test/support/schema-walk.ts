/**
 * Documents that ask for every field that a query can reach, generated from the schema: a new field is included
 * automatically. For each field there is one way to its type, the shortest; it is selected with every argument
 * that has a sample, and with all leaf fields of its type.
 */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

export interface Samples {
  /** Literals by the name of the argument or input field. The first is the one on the way to other fields. */
  byName: Record<string, readonly string[]>;
  /** Literals by the name of the type, where the name says nothing. */
  byType: Record<string, readonly string[]>;
  /** Ids by the type of what has them. */
  ids: Record<string, readonly string[]>;
}

export interface WalkedField {
  /** "Exhibition.deals" */
  name: string;
  documents: string[];
  returns: string;
}

interface Step {
  /** Null at the root. */
  from: GraphQLObjectType;
  field: GraphQLField<unknown, unknown>;
}

const pageSize = 8;
const innerPageSize = 4;
/** Arguments of paging and the language are left out: they do not change what is visible. */
const leftOut = new Set(['after', 'before', 'first', 'last', 'language']);

export function walkSchema(schema: GraphQLSchema, samples: Samples): WalkedField[] {
  const ways = shortestWays(schema);
  return [...ways].flatMap(([type, way]) =>
    Object.values(type.getFields())
      .filter(
        (field) => way.length === 0 || !isLeafType(getNamedType(field.type)) || hasChoices(field, samples),
      )
      .map((field) => ({
        name: `${type.name}.${field.name}`,
        returns: getNamedType(field.type).name,
        documents: [...new Set(documentsOf(schema, samples, { from: type, field }, way))],
      })),
  );
}

/** One for each argument, and for each type that it may bring. */
function documentsOf(
  schema: GraphQLSchema,
  samples: Samples,
  { from, field }: Step,
  way: readonly Step[],
): string[] {
  const targets = objectTypes(schema, field.type);
  const cores = (targets.length > 1 ? targets : [undefined]).flatMap((target) => {
    const selection = selectionOf(schema, target ?? field.type, samples, 0);
    return argumentChoices(field, samples, target?.name).map(
      (choice) => `${field.name}${choice} ${selection}`,
    );
  });
  return cores.map((core) => wrap(way, samples, core, from));
}

/**
 * From the root to every type that has fields, the first way found being the shortest. Ways that begin with an id come
 * last: a list shows all that it holds.
 */
function shortestWays(schema: GraphQLSchema): Map<GraphQLObjectType, Step[]> {
  const root = schema.getQueryType()!;
  const ways = new Map<GraphQLObjectType, Step[]>([[root, []]]);
  const follow = (isFollowed: (field: GraphQLField<unknown, unknown>) => boolean) => {
    for (const [type, way] of ways) {
      for (const field of Object.values(type.getFields()).filter(isFollowed)) {
        for (const to of objectTypes(schema, field.type)) {
          if (!ways.has(to)) ways.set(to, [...way, { from: type, field }]);
        }
      }
    }
  };
  follow(({ args }) => !args.some(({ name }) => name === 'id'));
  follow(() => true);
  return ways;
}

function objectTypes(schema: GraphQLSchema, type: GraphQLOutputType): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  if (isObjectType(named)) return [named];
  return isAbstractType(named) ? schema.getPossibleTypes(named) : [];
}

/** Wraps the selection in the fields of the path; `on` selects one of several types of the last field. */
function wrap(way: readonly Step[], samples: Samples, core: string, on: GraphQLObjectType): string {
  const step = way.at(-1);
  if (!step) return `{ ${core} }`;
  const [choice] = argumentChoices(step.field, samples, on.name);
  return wrap(
    way.slice(0, -1),
    samples,
    `${step.field.name}${choice} { ... on ${on.name} { ${core} } }`,
    step.from,
  );
}

/** All leaf fields; of a connection those of its nodes; `further` is the number of further levels. */
function selectionOf(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  samples: Samples,
  further: number,
): string {
  const types = objectTypes(schema, type);
  if (types.length === 0) return '';
  const ofType = (each: GraphQLObjectType) => {
    const fields = Object.values(each.getFields()).flatMap((field) => {
      const isLeaf = isLeafType(getNamedType(field.type));
      // The nodes of a connection are one level deeper.
      const isPage = each.name.endsWith('Connection');
      const left = isPage ? further : further - 1;
      if (!isLeaf && left < 0) return [];
      const [choice] = argumentChoices(field, samples, undefined, innerPageSize);
      // Fields of several types get aliases: their types may differ.
      const alias = types.length > 1 ? `${each.name}_${field.name}: ` : '';
      return [
        `${alias}${field.name}${choice} ${isLeaf ? '' : selectionOf(schema, field.type, samples, left)}`,
      ];
    });
    return `... on ${each.name} { __typename ${fields.join(' ')} }`;
  };
  return `{ __typename ${types.map(ofType).join(' ')} }`;
}

function hasChoices(field: GraphQLField<unknown, unknown>, samples: Samples): boolean {
  return argumentChoices(field, samples).length > 1;
}

/** The required arguments with their first sample, then each optional argument in addition. */
function argumentChoices(
  field: GraphQLField<unknown, unknown>,
  samples: Samples,
  to?: string,
  page = pageSize,
): string[] {
  const required = field.args.filter(
    ({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined,
  );
  const base = new Map(required.map((argument) => [argument.name, literals(argument, samples, to)[0]!]));
  if (field.args.some(({ name }) => name === 'first')) base.set('first', String(page));
  const choices = [base];
  for (const argument of field.args) {
    if (leftOut.has(argument.name)) continue;
    for (const literal of literals(argument, samples, to))
      choices.push(new Map(base).set(argument.name, literal));
  }
  return [...new Set(choices.map(print))];
}

function print(values: ReadonlyMap<string, string>): string {
  if (values.size === 0) return '';
  return `(${[...values].map(([name, literal]) => `${name}: ${literal}`).join(', ')})`;
}

function literals(
  { name, type }: Pick<GraphQLArgument, 'name' | 'type'>,
  samples: Samples,
  to?: string,
): string[] {
  const bare = type instanceof GraphQLNonNull ? (type.ofType as GraphQLInputType) : type;
  if (isListType(bare)) return literals({ name, type: bare.ofType }, samples).map((each) => `[${each}]`);
  if (isEnumType(bare)) return bare.getValues().map((value) => value.name);
  if (isInputObjectType(bare)) return inputLiterals(Object.values(bare.getFields()), samples);
  if (name === 'id') {
    const all = Object.values(samples.ids).flat();
    return to ? [...(samples.ids[to] ?? all.slice(0, 1))] : all;
  }
  const known = samples.byName[name] ?? samples.byType[getNamedType(bare).name];
  // A new required argument: add a sample for it here.
  if (!known) throw new Error(`the walk has no sample of an argument ${name}: ${type}`);
  return [...known];
}

function inputLiterals(
  fields: readonly Pick<GraphQLArgument, 'name' | 'type' | 'defaultValue'>[],
  samples: Samples,
): string[] {
  const required = fields.filter(
    ({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined,
  );
  const base = required.map((field) => `${field.name}: ${literals(field, samples)[0]}`);
  const single = fields.flatMap((field) =>
    literals(field, samples).map((literal) => {
      const others = base.filter((each) => !each.startsWith(`${field.name}:`));
      return `{ ${[...others, `${field.name}: ${literal}`].join(', ')} }`;
    }),
  );
  return single;
}
