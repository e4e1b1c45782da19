/**
 * What is not announced is not public. Each noun says once, in SQL, which of its rows a caller may know of;
 * lists, counts, node(id) and every lookup ask here, so a hidden row and an absent one cannot be told apart.
 */
import type { Identity } from '../auth/identity.ts';
import type { ModelName, RowOf } from '../database/models.ts';
import { type RowSelection, rowsOf } from '../database/row-reader/row-client.ts';
import { querySql, rawSql, type Sql, sql } from '../database/sql.ts';
import type { Context } from './context.ts';
import type { NodeId } from './global-id.ts';

export interface Visibility<Name extends ModelName = ModelName> {
  model: Name;
  table: Sql;
  /** A condition over the alias `item`, or another under which the table stands. */
  rule(identity: Identity, item?: Sql): Sql;
}

const byTypename = new Map<string, Visibility>();

/** Declares the types that are rows of a table. One that is not declared cannot be found through node(id). */
export function declareVisibility<Name extends ModelName>(
  typenames: string[],
  model: Name,
  rule: (identity: Identity, item: Sql) => Sql,
): Visibility<Name> {
  const visibility: Visibility<Name> = {
    model,
    table: rawSql(`"${model}"`),
    rule: (identity, item = rawSql('item')) => rule(identity, item),
  };
  for (const typename of typenames) byTypename.set(typename, visibility);
  return visibility;
}

export function declaredTypenames(): string[] {
  return [...byTypename.keys()];
}

export const everyone = (): Sql => sql`true`;

/** For rows of exhibitions whose plans, or rehearsals, the caller may see; `column` holds the exhibition's id. */
export function ofExhibitions(slugs: 'all' | readonly string[], column: Sql): Sql {
  if (slugs === 'all') return sql`true`;
  if (slugs.length === 0) return sql`false`;
  return sql`${column} IN (SELECT "id" FROM "Exhibition" WHERE "slug" = ANY(${[...slugs]}))`;
}

type Asking = Pick<Context, 'database' | 'identity'>;

export async function isVisible(asking: Asking, { table, rule }: Visibility, id: string): Promise<boolean> {
  const rows = await querySql(
    asking.database,
    sql`SELECT 1 FROM ${table} AS item WHERE item.id = ${id}::uuid AND ${rule(asking.identity)}`,
  );
  return rows.length > 0;
}

/** The row with that id, or null if the caller may not know of it. */
export function readVisible<Name extends ModelName>(
  { database, identity }: Asking,
  { model, rule }: Visibility<Name>,
  selection: RowSelection<Name>,
  id: string,
): Promise<RowOf<Name> | null> {
  const condition = sql`item."id" = ${id}::uuid AND ${rule(identity)}`;
  return rowsOf(database.rows, model).findFirst({ ...selection, condition });
}

export async function isNodeVisible(asking: Asking, { typename, id }: NodeId): Promise<boolean> {
  const visibility = byTypename.get(typename);
  return visibility !== undefined && isVisible(asking, visibility, id);
}
