/**
 * Visibility rules: what is not announced is not public. Each type has one rule, in SQL, for the rows that a caller
 * may see. Lists, counts, node(id) and lookups apply it, so hidden rows look like rows that do not exist.
 */
import type { Identity, Scope } from '../auth/identity.ts';
import type { ModelName } from '../database/models.ts';
import { querySql, rawSql, type Sql, sql } from '../database/sql.ts';
import type { Context } from './context.ts';
import type { NodeId } from './global-id.ts';

export interface Visibility<Name extends ModelName = ModelName> {
  model: Name;
  table: Sql;
  /** The condition that visible rows meet. `item` is the alias of the table; the default is `item`. */
  rule(identity: Identity, item?: Sql): Sql;
}

interface Declared {
  visibility: Visibility;
  /** The value of the column "kind" in rows of this type. Null if the table has rows of this type only. */
  kind: string | null;
}

/**
 * The types that are rows. Filled while the modules of the schema load, like the schema builder; closed by src/schema.ts
 * before the schema is used, so that two servers in one process share what never changes.
 */
class DeclaredTypes {
  readonly #byTypename = new Map<string, Declared>();
  #isClosed = false;

  add(typename: string, declared: Declared): void {
    if (this.#isClosed) throw new Error(`${typename} is declared after the schema was built`);
    this.#byTypename.set(typename, declared);
  }

  get(typename: string): Declared | undefined {
    return this.#byTypename.get(typename);
  }

  get typenames(): string[] {
    return [...this.#byTypename.keys()];
  }

  close(): void {
    this.#isClosed = true;
  }
}

export const declaredTypes = new DeclaredTypes();

/**
 * declareVisibility declares the types of the rows of a table: one type, or one per value of the column "kind".
 * node(id) finds neither types that are not declared nor a row by the id of another type.
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
  if (typeof types === 'string') declaredTypes.add(types, { visibility, kind: null });
  else
    for (const [kind, typename] of Object.entries(types)) declaredTypes.add(typename, { visibility, kind });
  return visibility;
}

export const everyone = (): Sql => sql`true`;

/** A condition for rows of the exhibitions of a scope. `column` contains the id of the exhibition. */
export function ofExhibitions(scope: 'all' | Scope, column: Sql): Sql {
  if (scope === 'all') return sql`true`;
  const { exhibitions, series } = scope;
  if (exhibitions.length + series.length === 0) return sql`false`;
  return sql`${column} IN (
    SELECT "id" FROM "Exhibition" WHERE "slug" = ANY(${[...exhibitions]}) OR ${ofSeries(scope, sql`"seriesId"`)})`;
}

/** A condition for rows of the series of a scope. `column` contains the id of the series. */
export function ofSeries(scope: 'all' | Scope, column: Sql): Sql {
  if (scope === 'all') return sql`true`;
  if (scope.series.length === 0) return sql`false`;
  return sql`${column} IN (SELECT "id" FROM "ExhibitionSeries" WHERE "slug" = ANY(${[...scope.series]}))`;
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
  const declared = declaredTypes.get(typename);
  return declared !== undefined && isVisible(asking, declared.visibility, id, declared.kind);
}
