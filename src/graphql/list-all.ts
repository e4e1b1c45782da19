import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { ModelName, RowOf } from '../database/models.ts';
import { rowsOf } from '../database/row-reader/row-client.ts';
import { querySql, type Sql, sql } from '../database/sql.ts';
import type { Context } from './context.ts';
import { fieldKey } from './field-key.ts';
import type { ListSource } from './list.ts';

export interface WholeListRequest {
  context: Context;
  info: GraphQLResolveInfo;
  /** The parent of the list. `join` relates `item` to the alias `parent`. */
  parent: { id: string; join: Sql };
  /** Over the alias `item`. */
  order: Sql;
}

/**
 * listAll reads a list without pages: all rows that the caller may see, for many parents in one statement. Another
 * rule must limit the length of the list.
 */
export function listAll<Name extends ModelName>(
  { typename, visibility }: ListSource<Name>,
  { context, info, parent, order }: WholeListRequest,
): Promise<RowOf<Name>[]> {
  const { database, identity, loaders } = context;
  const { table, model, rule } = visibility;
  const selection = queryFromInfo({ context, info, typeName: typename });
  return loaders.load(`all ${fieldKey(info)}`, parent.id, async (ids) => {
    const column = rowsOf(database.rows, model).column(selection);
    const rows = await querySql<{ parent: string; row: unknown }>(
      database,
      sql`SELECT parent.id AS parent, ${column.expression} AS row
          FROM unnest(${[...ids]}::uuid[]) AS parent(id) JOIN ${table} AS item ON ${parent.join}
          WHERE ${rule(identity)} ORDER BY ${order}`,
    );
    const nodes = await column.read(rows.map(({ row }) => row));
    const found = rows.flatMap(({ parent: id }, index) => {
      const node = nodes[index];
      return node ? [{ id, node }] : [];
    });
    const byParent = Map.groupBy(found, ({ id }) => id);
    return ids.map((id) => (byParent.get(id) ?? []).map(({ node }) => node));
  });
}
