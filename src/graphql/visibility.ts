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

interface Declared {
  visibility: Visibility;
  /** The value of the column "kind" in the rows of this type. Null if all rows of the table are of this type. */
  kind: string | null;
}

const byTypename = new Map<string, Declared>();

/**
 * Declares the types that are rows of a table: one type, or one by each value of the column "kind". node(id) does not
 * find a type that is not declared, nor a row by the id of another type.
 */
export function declareVisibility<Name extends ModelName>(
  types: string | Readonly<Record<string, string>>,
  model: Name,
  rule: (identity: Identity, item: Sql) => Sql,
): Visibility<Name> {
  const visibility: Visibility<Name> = {
    model,
    table: rawSql(`"${model}"`),
    rule: (identity, item = rawSql('item')) => rule(identity, item),
  };
  if (typeof types === 'string') byTypename.set(types, { visibility, kind: null });
  else for (const [kind, typename] of Object.entries(types)) byTypename.set(typename, { visibility, kind });
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

export async function isVisible(
  { database, identity }: Asking,
  { table, rule }: Visibility,
  id: string,
  kind: string | null = null,
): Promise<boolean> {
  const ofKind = kind === null ? sql`true` : sql`item."kind"::text = ${kind}`;
  const rows = await querySql(
    database,
    sql`SELECT 1 FROM ${table} AS item WHERE item.id = ${id}::uuid AND ${ofKind} AND ${rule(identity)}`,
  );
  return rows.length > 0;
}

export async function isNodeVisible(asking: Asking, { typename, id }: NodeId): Promise<boolean> {
  const declared = byTypename.get(typename);
  return declared !== undefined && isVisible(asking, declared.visibility, id, declared.kind);
}
