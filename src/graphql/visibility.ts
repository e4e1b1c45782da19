/**
 * What is not announced is not public. Each noun has one rule, in SQL, for the rows that a caller may see. Lists,
 * counts, node(id) and lookups all apply it, so that a hidden row looks like an absent one.
 */
import type { Identity } from '../auth/identity.ts';
import type { ModelName } from '../database/models.ts';
import { querySql, rawSql, type Sql, sql } from '../database/sql.ts';
import type { Context } from './context.ts';
import type { NodeId } from './global-id.ts';

export interface Visibility<Name extends ModelName = ModelName> {
  model: Name;
  table: Sql;
  /** A condition over the table's alias, which is `item` unless another is given. */
  rule(identity: Identity, item?: Sql): Sql;
}

const byTypename = new Map<string, Visibility>();

/** Declares the types that are rows of a table. node(id) does not find a type that is not declared. */
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

/** A condition for rows of these exhibitions; `column` holds the exhibition's id. */
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

export async function isNodeVisible(asking: Asking, { typename, id }: NodeId): Promise<boolean> {
  const visibility = byTypename.get(typename);
  return visibility !== undefined && isVisible(asking, visibility, id);
}
