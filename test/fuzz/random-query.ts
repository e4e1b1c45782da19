/**
 * Queries for the comparison of compiled and plain execution: mostly of fields that can be compiled, with literals and
 * variables, aliases, fields that are selected twice, fragments, @skip and @include.
 */
import {
  astFromValue,
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
  print,
} from 'graphql';
import type { Random } from './random.ts';
import type { RandomOperation } from './random-document.ts';
import { type Known, randomValue } from './random-value.ts';

type Field = GraphQLField<unknown, unknown>;

const maxDepth = 6;
const anyField = 0.004;

/** Whether the field is one of those that src/compiled answers in most operations. */
export function mayBeCompiled(type: GraphQLNamedOutputType, { args, extensions, ...field }: Field): boolean {
  if (extensions.inSql) return true;
  if (type.name === 'Query') return false;
  const named = getNamedType(field.type);
  if (named.name.endsWith('Connection')) return typeof extensions.pothosPrismaSelect === 'object';
  if (!type.extensions.pothosPrismaModel) return true;
  if (extensions.pothosPrismaRelationField) return args.length === 0;
  if (isLeafType(named)) return true;
  return typeof extensions.pothosPrismaSelect === 'object' && !named.extensions.pothosPrismaModel;
}

export function randomQuery(schema: GraphQLSchema, random: Random, known: Known): RandomOperation {
  const variables = new Map<string, { type: string; value: unknown }>();
  const fragments: string[] = [];
  const variable = (type: string, value: unknown) => {
    const name = `v${variables.size}`;
    variables.set(name, { type, value });
    return `$${name}`;
  };
  const argument = ({ name, type }: GraphQLArgument) => {
    const value = randomValue(type, random, known);
    return `${name}: ${(random.chance(0.4) && literalOf(value, type)) || variable(String(type), value)}`;
  };
  const directive = () => {
    if (!random.chance(0.03)) return '';
    const condition = random.chance(0.5) ? 'true' : variable('Boolean!', random.chance(0.5));
    return random.chance(0.5) ? ` @skip(if: ${condition})` : ` @include(if: ${condition})`;
  };
  const field = (of: Field, depth: number): string => {
    const given = of.args.filter(({ type, defaultValue, default: other }) => {
      const isRequired = isNonNullType(type) && defaultValue === undefined && other === undefined;
      return isRequired || random.chance(0.3);
    });
    const args = given.map(argument);
    const named = getNamedType(of.type);
    // Only equal fields can have equal names in the response.
    const isAliased = given.length > 0 || of.args.length > 0 || random.chance(0.3);
    const alias = isAliased ? `f${random.below(1_000_000)}: ` : '';
    const call = args.length > 0 ? `(${args.join(', ')})` : '';
    return `${alias}${of.name}${call}${directive()} ${selection(named, depth + 1)}`;
  };
  const fieldsOf = (type: GraphQLNamedOutputType, depth: number, count: number): string[] => {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const fields = Object.values(type.getFields()).filter(
      (each) => depth < maxDepth || isLeafType(getNamedType(each.type)),
    );
    const likely = fields.filter((each) => mayBeCompiled(type, each));
    const from = () => (random.chance(anyField) || likely.length === 0 ? fields : likely);
    return fields.length === 0
      ? ['__typename']
      : Array.from({ length: count }, () => field(random.of(from()), depth));
  };
  const selection = (type: GraphQLNamedOutputType, depth: number): string => {
    if (isLeafType(type)) return '';
    const parts = fieldsOf(type, depth, 1 + random.below(4));
    if (random.chance(0.2)) parts.push('__typename');
    if (random.chance(0.3) && parts.length > 0) parts.push(random.of(parts));
    if (isAbstractType(type)) {
      const possible = random.of(schema.getPossibleTypes(type));
      parts.push(
        `... on ${possible.name}${directive()} { ${fieldsOf(possible, depth, 1).join(' ')} __typename }`,
      );
    } else if (random.chance(0.1)) {
      fragments.push(
        `fragment F${fragments.length} on ${type.name} { ${fieldsOf(type, depth, 2).join(' ')} }`,
      );
      parts.unshift(`...F${fragments.length - 1}${directive()}`);
    }
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  };

  const body = fieldsOf(schema.getQueryType()!, 0, 1 + random.below(2)).join(' ');
  const declared = [...variables].map(([name, { type }]) => `$${name}: ${type}`);
  const query = `query${declared.length > 0 ? `(${declared.join(', ')})` : ''} { ${body} } ${fragments.join(' ')}`;
  return {
    query,
    variables: Object.fromEntries([...variables].map(([name, { value }]) => [name, value])),
  };
}

/** Null for a value that has no literal of the type. */
function literalOf(value: unknown, type: GraphQLArgument['type']): string | null {
  try {
    const node = astFromValue(value, type);
    return node ? print(node) : null;
  } catch {
    return null;
  }
}
