/**
 * Pages by key, not by offset: the cost of a page depends only on its size, not on its position or the length of the
 * list. The pages of many parents, such as the deals of five editions, are read with one statement.
 */
import { allOf, rawSql, type Sql, sql } from '../database/sql.ts';
import { decodePageCursor, type PageOrder } from './page-order.ts';
import { checkPageSize, defaultPageSize } from './page-size.ts';
import { invalidCursor } from './query-errors.ts';

export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

export interface PageWindow {
  size: number;
  /** The page is counted from the end, so the rows are read in reverse order. */
  backward: boolean;
  conditions: Sql[];
  /** Whether a cursor excludes rows at the end from which the page is counted. */
  hasOther: boolean;
}

/** Throws BAD_USER_INPUT or INVALID_CURSOR; both name the argument. */
export function readPageArguments(args: PageArguments, order: PageOrder): PageWindow {
  const { first, last, after, before } = args;
  checkPageSize(args);
  return {
    size: first ?? last ?? defaultPageSize,
    backward: last != null,
    conditions: [
      ...(after == null ? [] : [keyset(order, 'after', after)]),
      ...(before == null ? [] : [keyset(order, 'before', before)]),
    ],
    hasOther: last != null ? before != null : after != null,
  };
}

function keyset(order: PageOrder, argument: 'after' | 'before', cursor: string): Sql {
  const position = decodePageCursor(order, cursor);
  if (!position) throw invalidCursor(argument);
  const operator = rawSql((argument === 'after') === order.descending ? '<' : '>');
  return sql`(${order.column}, item.id) ${operator} (${position.key}::${rawSql(order.type)}, ${position.id}::uuid)`;
}

/** The text does not depend on the time zone and the date format of the session: a cursor outlives it. */
export function keyText({ column, type }: PageOrder): Sql {
  if (type === 'timestamptz')
    return sql`to_char((${column}) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US+00')`;
  if (type === 'date') return sql`to_char(${column}, 'YYYY-MM-DD')`;
  return sql`(${column})::text`;
}

export interface PageRow {
  parent: string | null;
  id: string;
  key: string;
  row: unknown;
}

/** Reads one more row than the page has, to know whether another page follows. `row` is an expression over `item`. */
export function pageSql(
  table: Sql,
  conditions: readonly Sql[],
  order: PageOrder,
  window: PageWindow,
  row: Sql,
  parents?: { ids: readonly string[]; join: Sql },
): Sql {
  const direction = rawSql(order.descending === window.backward ? 'ASC' : 'DESC');
  const where = allOf([...(parents ? [parents.join] : []), ...conditions, ...window.conditions]);
  const page = sql`
    SELECT item.id, ${keyText(order)} AS key, ${row} AS row FROM ${table} AS item WHERE ${where}
    ORDER BY ${order.column} ${direction}, item.id ${direction} LIMIT ${window.size + 1}`;
  if (!parents) return sql`SELECT NULL AS parent, page.id, page.key, page.row FROM (${page}) AS page`;
  return sql`
    SELECT parent.id AS parent, page.id, page.key, page.row
    FROM unnest(${[...parents.ids]}::uuid[]) AS parent(id) CROSS JOIN LATERAL (${page}) AS page`;
}

export function countSql(
  table: Sql,
  conditions: readonly Sql[],
  parents?: { ids: readonly string[]; join: Sql },
): Sql {
  const where = allOf([...(parents ? [parents.join] : []), ...conditions]);
  const count = sql`SELECT count(*)::int AS total FROM ${table} AS item WHERE ${where}`;
  if (!parents) return count;
  return sql`
    SELECT parent.id AS parent, counted.total
    FROM unnest(${[...parents.ids]}::uuid[]) AS parent(id) CROSS JOIN LATERAL (${count}) AS counted`;
}
