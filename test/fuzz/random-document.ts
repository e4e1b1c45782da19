/** Documents of the schema: valid ones, with all their arguments as variables, and some that are corrupted afterwards. */
import {
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Random } from './random.ts';
import { type Known, randomValue } from './random-value.ts';

export interface RandomOperation {
  query: string;
  variables: Record<string, unknown>;
}

const maxDepth = 7;
const bending = 0.08;

export function randomOperation(schema: GraphQLSchema, random: Random, known: Known): RandomOperation {
  const kind = random.chance(0.55) ? 'query' : 'mutation';
  const root = kind === 'query' ? schema.getQueryType()! : schema.getMutationType()!;
  const variables = new Map<string, { type: string; value: unknown }>();

  const select = (type: GraphQLNamedOutputType, depth: number): string => {
    if (isLeafType(type)) return '';
    const parts = ['__typename'];
    if (isObjectType(type) || isInterfaceType(type)) {
      const fields = Object.values(type.getFields()).filter(
        ({ type: of }) => depth < maxDepth || isLeafType(getNamedType(of)),
      );
      const wanted = 1 + random.below(4);
      for (let count = 0; count < wanted && fields.length > 0; count++)
        parts.push(field(random.of(fields), depth));
    }
    if (isAbstractType(type) && depth < maxDepth) {
      const possible = random.of(schema.getPossibleTypes(type));
      parts.push(`... on ${possible.name} { ${fieldsOf(possible, depth)} }`);
    }
    return `{ ${parts.join(' ')} }`;
  };
  const fieldsOf = (type: GraphQLObjectType, depth: number) =>
    Array.from({ length: 1 + random.below(2) }, () =>
      field(random.of(Object.values(type.getFields())), depth),
    ).join(' ');
  const field = (of: GraphQLField<unknown, unknown>, depth: number): string => {
    const named = getNamedType(of.type);
    if (depth >= maxDepth && !isLeafType(named)) return '__typename';
    const given = of.args.filter(({ type }) => isNonNullType(type) || random.chance(0.3));
    const args = given.map((argument) => {
      const name = `v${variables.size}`;
      variables.set(name, { type: String(argument.type), value: randomValue(argument.type, random, known) });
      return `${argument.name}: $${name}`;
    });
    // Aliased, because two choices of one field with other arguments would contradict each other.
    return `f${random.below(1_000_000)}: ${of.name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${select(named, depth + 1)}`;
  };

  const fields = Object.values(root.getFields());
  const body = Array.from({ length: 1 + random.below(kind === 'query' ? 3 : 2) }, () =>
    field(random.of(fields), 0),
  ).join(' ');
  const declared = [...variables].map(([name, { type }]) => `$${name}: ${type}`);
  const query = `${kind}${declared.length > 0 ? `(${declared.join(', ')})` : ''} { ${body} }`;
  return {
    query: random.chance(bending) ? bend(query, random) : query,
    variables: Object.fromEntries([...variables].map(([name, { value }]) => [name, value])),
  };
}

/** Removes, duplicates or replaces a piece. */
function bend(text: string, random: Random): string {
  const at = random.below(text.length);
  const piece = text.slice(at, at + 1 + random.below(12));
  const others = [
    '',
    piece + piece,
    '{',
    '}',
    '$x',
    '"',
    '...',
    '@skip(if: true)',
    '\0',
    'é',
    '999999999999',
  ];
  return text.slice(0, at) + random.of(others) + text.slice(at + piece.length);
}
