/**
 * Rows with everything that is asked of them, in one statement: what Prisma answers in one statement for each
 * relation, after planning each of its queries anew in JavaScript, Postgres answers at once as JSON.
 */
import type { Database } from './database.ts';
import type { ModelName, RowOf } from './models.ts';
import { rowReader } from './row-reader.ts';
import { querySql, rawSql, type Sql, sql } from './sql.ts';

type Reading = Pick<Database, 'pool' | 'prisma'>;

/** What a field asks of a row, as Pothos puts it for Prisma: select or include. */
export type RowQuery = object;

/** The row for which the condition over the alias `item` holds; null where there is none. */
export async function readRow<Name extends ModelName>(
  reading: Reading,
  model: Name,
  query: RowQuery,
  condition: Sql,
): Promise<RowOf<Name> | null> {
  const table = rawSql(`"${model}"`);
  const { expression, read } = rowColumn(reading, model, query);
  const rows = await querySql<{ row: unknown }>(
    reading,
    sql`SELECT ${expression} AS row FROM ${table} AS item WHERE ${condition} LIMIT 1`,
  );
  const [found = null] = await read(rows.map(({ row }) => row));
  return found;
}

export interface RowColumn<Row> {
  /** Over the alias `item`: selected as a column of any statement over the table. */
  expression: Sql;
  /** What was selected so, as rows, in the same order. One that is gone meanwhile is null. */
  read(selected: readonly unknown[]): Promise<(Row | null)[]>;
}

export function rowColumn<Name extends ModelName>(
  reading: Reading,
  model: Name,
  query: RowQuery,
): RowColumn<RowOf<Name>> {
  const reader = rowReader(model, query);
  if (reader) {
    return {
      expression: rawSql(reader.expression),
      read: async (selected) => selected.map((json) => reader.read(json) as RowOf<Name>),
    };
  }
  return {
    expression: sql`item."id"`,
    read: (ids) => findByIds(reading, model, query, ids as string[]),
  };
}

interface FindMany<Row> {
  findMany(query: object): Promise<Row[]>;
}

/** By Prisma, for what the row reader does not know. */
async function findByIds<Name extends ModelName>(
  { prisma }: Reading,
  model: Name,
  query: RowQuery,
  ids: readonly string[],
): Promise<(RowOf<Name> | null)[]> {
  if (ids.length === 0) return [];
  const { select } = query as { select?: object };
  const withId = select ? { ...query, select: { ...select, id: true } } : query;
  const client = prisma as unknown as Record<string, FindMany<RowOf<Name> & { id: string }>>;
  const rows = await client[model.charAt(0).toLowerCase() + model.slice(1)]!.findMany({
    ...withId,
    where: { id: { in: [...ids] } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
