/**
 * Turns what is asked of a row, in Prisma's words (select, include, orderBy), into one SQL expression: the row with
 * all that it leads to as a JSON array, and a way to read that array into what Prisma would have answered.
 *
 * Knows what the schema's own fields ask for: columns, relations, orders by columns. Whatever else is asked (where,
 * take, cursor, _count) makes it give up with null, and Prisma is asked instead.
 */
import { Prisma } from '../../prisma/generated/client/client.ts';
import { type Column, type Model, modelOf, type Relation } from './models.ts';

export interface RowReader {
  /** Over the alias `item`. */
  expression: string;
  read(json: unknown): Record<string, unknown>;
}

interface Query {
  select?: Record<string, unknown> | null;
  include?: Record<string, unknown> | null;
  orderBy?: unknown;
}

type ReadValue = (json: unknown) => unknown;

interface Part {
  name: string;
  expression: string;
  /** Undefined where the value is taken as it is. */
  read: ReadValue | undefined;
}

class NotKnown extends Error {}

const maxReaders = 1_000;
const readers = new Map<string, RowReader | null>();

export function rowReader(model: string, query: object): RowReader | null {
  const key = `${model} ${JSON.stringify(query)}`;
  let reader = readers.get(key);
  if (reader === undefined) {
    reader = makeReader(model, query);
    if (readers.size >= maxReaders) readers.delete(readers.keys().next().value!);
    readers.set(key, reader);
  }
  return reader;
}

function makeReader(model: string, query: object): RowReader | null {
  try {
    const parts = partsOf(model, query, 'item', 0);
    return { expression: arrayOf(parts), read: readRow(parts) as RowReader['read'] };
  } catch (error) {
    if (error instanceof NotKnown) return null;
    throw error;
  }
}

/** `depth` names the tables: each stands inside the one before. */
function partsOf(name: string, query: Query, alias: string, depth: number): Part[] {
  const { select, include, orderBy: _orderBy, ...rest } = query;
  if (Object.values(rest).some((value) => value !== undefined)) throw new NotKnown();
  const model = modelOf(name);
  const asked = select ?? {
    ...Object.fromEntries([...model.columns.keys()].map((key) => [key, true])),
    ...include,
  };
  return Object.entries(asked).flatMap(([field, what]) => {
    if (what === undefined || what === false) return [];
    const column = model.columns.get(field);
    if (column) return [columnPart(column, alias)];
    const relation = model.relations.get(field);
    if (!relation) throw new NotKnown();
    return [relationPart(field, relation, what === true ? {} : (what as Query), alias, depth + 1)];
  });
}

function columnPart({ name, type }: Column, alias: string): Part {
  const column = `${alias}."${name}"`;
  switch (type) {
    case 'Decimal':
      // As a number of JSON it would lose digits.
      return { name, expression: `${column}::text`, read: (text) => new Prisma.Decimal(text as string) };
    case 'DateTime':
      return { name, expression: column, read: (text) => new Date(text as string) };
    case 'BigInt':
    case 'Bytes':
      throw new NotKnown();
    default:
      return { name, expression: column, read: undefined };
  }
}

function relationPart(name: string, relation: Relation, query: Query, parent: string, depth: number): Part {
  const alias = `r${depth}`;
  const parts = partsOf(relation.model, query, alias, depth);
  const readOne = readRow(parts);
  const from = `FROM ${relation.from(parent, alias)}`;
  if (!relation.isList) {
    if (query.orderBy !== undefined) throw new NotKnown();
    return { name, expression: `(SELECT ${arrayOf(parts)} ${from})`, read: readOne };
  }
  const order = orderOf(modelOf(relation.model), query.orderBy, alias);
  return {
    name,
    expression: `(SELECT coalesce(json_agg(${arrayOf(parts)}${order}), '[]'::json) ${from})`,
    read: (rows) => (rows as unknown[]).map(readOne),
  };
}

function orderOf({ columns }: Model, orderBy: unknown, alias: string): string {
  if (orderBy === undefined) return '';
  const terms = [orderBy].flat().flatMap((each) =>
    Object.entries(each as object).map(([name, direction]) => {
      if (!columns.has(name) || (direction !== 'asc' && direction !== 'desc')) throw new NotKnown();
      return `${alias}."${name}" ${direction.toUpperCase()}`;
    }),
  );
  return ` ORDER BY ${terms.join(', ')}`;
}

/** Postgres takes no more arguments than this. */
const maxArguments = 100;

function arrayOf(parts: readonly Part[]): string {
  if (parts.length > maxArguments) throw new NotKnown();
  return `json_build_array(${parts.map(({ expression }) => expression).join(', ')})`;
}

function readRow(parts: readonly Part[]): ReadValue {
  return (json) => {
    if (json === null) return null;
    const values = json as unknown[];
    const row: Record<string, unknown> = {};
    for (let index = 0; index < parts.length; index++) {
      const { name, read } = parts[index]!;
      const value = values[index];
      row[name] = read === undefined || value === null ? value : read(value);
    }
    return row;
  };
}
