/**
 * Translates a selection into one SQL expression, which returns the row and its relations as nested JSON arrays, and a
 * function that decodes such an array into the object that Prisma returns.
 */
import { type Column, type Model, modelOf, type Relation } from '../models.ts';
import { joinSql, rawSql, type Sql, sql } from '../sql.ts';
import { codecOf, type Decode } from './columns.ts';
import { orderSql } from './order.ts';
import { Parameter } from './parameters.ts';
import { isPlainObject, type NestedSelections, type Row, type Selection, type Where } from './selection.ts';
import { UnsupportedQuery } from './unsupported-query.ts';
import { whereSql } from './where.ts';

export interface RowPlan {
  /** It contains a Parameter for each value (parameters.ts). */
  expression: Sql;
  decode(json: unknown): Row | null;
}

/** One property of the row: an element of the JSON array. */
interface Part {
  name: string;
  expression: Sql;
  decode?: Decode | undefined;
}

const supportedArguments: ReadonlySet<string> = new Set([
  ...['select', 'include', 'where', 'orderBy', 'take', 'skip'],
]);

/** `selection` contains a Parameter for each value. `alias` is the table in the enclosing statement. */
export function planRow(model: Model, selection: Selection, alias: string, depth = 0): RowPlan {
  for (const key of Object.keys(selection)) {
    if (!supportedArguments.has(key)) throw new UnsupportedQuery(`the argument ${key}`);
  }
  const parts = Object.entries(selectedFields(model, selection))
    .filter(([, nested]) => nested !== undefined && nested !== null && nested !== false)
    .map(([name, nested]) => planField(model, name, nested, alias, depth));
  return { expression: arraySql(parts), decode: rowDecoder(parts) };
}

function selectedFields({ columns }: Model, { select, include }: Selection): NestedSelections {
  if (select) return select;
  return { ...Object.fromEntries([...columns.keys()].map((name) => [name, true])), ...include };
}

function planField(model: Model, name: string, nested: unknown, alias: string, depth: number): Part {
  const column = model.columns.get(name);
  if (column) return planColumn(column, alias);
  const selection = isPlainObject(nested) ? nested : {};
  if (name === '_count') return planCounts(model, selection, alias, depth + 1);
  const relation = model.relations.get(name);
  if (!relation) throw new UnsupportedQuery('an unknown field');
  return planRelation(name, relation, selection, alias, depth + 1);
}

function planColumn(column: Column, alias: string): Part {
  const { encode, decode } = codecOf(column);
  return { name: column.name, expression: rawSql(encode(`${alias}."${column.name}"`)), decode };
}

function planRelation(
  name: string,
  relation: Relation,
  selection: Selection,
  parent: string,
  depth: number,
): Part {
  const alias = `r${depth}`;
  const model = modelOf(relation.model);
  const { expression, decode } = planRow(model, selection, alias, depth);
  const from = fromSql(model, relation, selection.where, parent, alias);
  if (!relation.isList) return { name, expression: sql`(SELECT ${expression} ${from})`, decode };
  const order = orderSql(model, selection.orderBy, alias);
  const limit = limitSql(selection);
  const rows = limit
    ? sql`coalesce(json_agg(page.row), '[]'::json) FROM (SELECT ${expression} AS row ${from}${order}${limit}) AS page`
    : sql`coalesce(json_agg(${expression}${order}), '[]'::json) ${from}`;
  return { name, expression: sql`(SELECT ${rows})`, decode: (json) => (json as unknown[]).map(decode) };
}

function fromSql(
  model: Model,
  relation: Relation,
  where: Where | undefined,
  parent: string,
  alias: string,
): Sql {
  const from = sql`FROM ${relation.join(parent, alias)}`;
  return where ? sql`${from} AND ${whereSql(model, where, alias)}` : from;
}

/** LIMIT and OFFSET with a leading space. Null without `take` and `skip`. */
export function limitSql({ take, skip }: Selection): Sql | null {
  if (take === undefined && skip === undefined) return null;
  if (![take, skip].every((value) => value === undefined || value instanceof Parameter))
    throw new UnsupportedQuery('a negative take');
  const limit = take === undefined ? sql`` : sql` LIMIT ${take}`;
  return skip === undefined ? limit : sql`${limit} OFFSET ${skip}`;
}

function planCounts(model: Model, { select }: Selection, alias: string, depth: number): Part {
  const lists = [...model.relations].filter(([, { isList }]) => isList).map(([name]) => [name, true]);
  const counted = Object.entries(select ?? Object.fromEntries(lists)).filter(([, nested]) => nested);
  const parts = counted.map(([name, nested]) => {
    const relation = model.relations.get(name)!;
    const { where } = (isPlainObject(nested) ? nested : {}) as Selection;
    const from = fromSql(modelOf(relation.model), relation, where, alias, `r${depth}`);
    return { name, expression: sql`(SELECT count(*)::int ${from})` };
  });
  return { name: '_count', expression: arraySql(parts), decode: rowDecoder(parts) };
}

function arraySql(parts: readonly Part[]): Sql {
  if (parts.length === 0) return sql`json_build_array()`;
  const expressions = parts.map(({ expression }) => expression);
  return sql`json_build_array(${joinSql(expressions, ', ')})`;
}

function rowDecoder(parts: readonly Part[]): RowPlan['decode'] {
  return (json) => {
    if (json === null) return null;
    const values = json as unknown[];
    const row: Row = {};
    for (let index = 0; index < parts.length; index++) {
      const { name, decode } = parts[index]!;
      const value = values[index];
      row[name] = decode === undefined || value === null ? value : decode(value);
    }
    return row;
  };
}
