import type { ModelName, RowOf } from '../database/models.ts';
import { type RowSelection, rowsOf } from '../database/row-reader/row-client.ts';
import { sql } from '../database/sql.ts';
import type { Context } from './context.ts';
import type { Visibility } from './visibility.ts';

/**
 * loadVisible returns the row with the id. Null if it does not exist or the caller may not see it. Loads with equal
 * selections share a statement within a request. `selection` must include the id.
 */
export function loadVisible<Name extends ModelName>(
  { database, identity, loaders }: Context,
  { model, rule }: Visibility<Name>,
  selection: RowSelection<Name>,
  id: string,
): Promise<RowOf<Name> | null> {
  return loaders.load(`visible ${model} ${JSON.stringify(selection)}`, id, async (ids) => {
    const condition = sql`item."id" = ANY(${[...ids]}::uuid[]) AND ${rule(identity)}`;
    const rows = await rowsOf(database.rows, model).findMany({ ...selection, condition });
    const byId = new Map(rows.map((row) => [(row as { id: string }).id, row]));
    return ids.map((each) => byId.get(each) ?? null);
  });
}
