/** Relay connections over the rows of one table that the caller may see. */
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { ModelName, RowOf } from '../database/models.ts';
import { rowsOf } from '../database/row-reader/row-client.ts';
import { querySql, type Sql } from '../database/sql.ts';
import type { Context } from './context.ts';
import { fieldKey } from './field-key.ts';
import { type NamedRow, requireNamed } from './named-row.ts';
import {
  countSql,
  type PageArguments,
  type PageRow,
  type PageWindow,
  pageSql,
  readPageArguments,
} from './page.ts';
import { encodePageCursor, type PageOrder, type PagePosition } from './page-order.ts';
import type { Visibility } from './visibility.ts';

export interface ListSource<Name extends ModelName> {
  typename: string;
  visibility: Visibility<Name>;
}

export interface ListRequest {
  args: PageArguments;
  context: Context;
  info: GraphQLResolveInfo;
  order: PageOrder;
  where?: readonly Sql[];
  /** Rows that arguments name. If one of them does not exist, the field throws an error. */
  named?: readonly NamedRow[];
  /** The parent of the list. `join` relates `item` to the alias `parent`. */
  parent?: { id: string; join: Sql };
}

interface Edge<Row> {
  cursor: string;
  node: Row;
}

export interface ListConnection<Row> {
  edges: Edge<Row>[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: () => Promise<number>;
}

export async function list<Name extends ModelName>(
  source: ListSource<Name>,
  request: ListRequest,
): Promise<ListConnection<RowOf<Name>>> {
  const { order } = request;
  const window = readPageArguments(request.args, order);
  const asked = asksForItems(request.info.fieldNodes);
  const found = asked ? await readPage(source, request, window) : [];
  if (asked && found.length === 0) await requireNamed(request.context, request.named ?? []);
  const page = found.slice(0, window.size);
  if (window.backward) page.reverse();
  const edges = page.flatMap(({ position, node }) =>
    node ? [{ cursor: encodePageCursor(order, position), node }] : [],
  );
  const more = found.length > window.size;
  return {
    edges,
    pageInfo: {
      hasNextPage: window.backward ? window.hasOther : more,
      hasPreviousPage: window.backward ? more : window.hasOther,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: async () => {
      const total = await countAll(source, request);
      if (total === 0) await requireNamed(request.context, request.named ?? []);
      return total;
    },
  };
}

function conditionsOf({ visibility }: ListSource<ModelName>, { context, where = [] }: ListRequest): Sql[] {
  return [visibility.rule(context.identity), ...where];
}

interface Found<Row> {
  position: PagePosition;
  node: Row | null;
}

/** readPage returns the rows of the page in order, each with everything that the document selects. */
async function readPage<Name extends ModelName>(
  source: ListSource<Name>,
  request: ListRequest,
  window: PageWindow,
): Promise<Found<RowOf<Name>>[]> {
  const { context, info, order, parent } = request;
  const conditions = conditionsOf(source, request);
  const { table, model } = source.visibility;
  const query = queryFromInfo({
    context,
    info,
    typeName: source.typename,
    paths: [['nodes'], ['edges', 'node']],
  });
  const column = rowsOf(context.database.rows, model).column(query);
  const read = async (parents?: { ids: readonly string[]; join: Sql }) => {
    const page = pageSql(table, conditions, order, window, column.expression, parents);
    const rows = await querySql<PageRow>(context.database, page);
    const nodes = await column.read(rows.map(({ row }) => row));
    return rows.map((row, index) => ({ parent: row.parent, position: row, node: nodes[index] ?? null }));
  };
  if (!parent) return read();
  return context.loaders.load(`page ${fieldKey(request.info, request.args)}`, parent.id, async (ids) => {
    const byParent = Map.groupBy(await read({ ids, join: parent.join }), (found) => found.parent);
    return ids.map((id) => byParent.get(id) ?? []);
  });
}

async function countAll(source: ListSource<ModelName>, request: ListRequest): Promise<number> {
  const { table } = source.visibility;
  const conditions = conditionsOf(source, request);
  const { context, parent } = request;
  if (!parent) {
    const [row] = await querySql<{ total: number }>(context.database, countSql(table, conditions));
    return row!.total;
  }
  return context.loaders.load(`count ${fieldKey(request.info, request.args)}`, parent.id, async (ids) => {
    const query = countSql(table, conditions, { ids, join: parent.join });
    const rows = await querySql<{ parent: string; total: number }>(context.database, query);
    const totals = new Map(rows.map((row) => [row.parent, row.total]));
    return ids.map((id) => totals.get(id) ?? 0);
  });
}

/** If a document selects only the count of a connection, no page is read. */
export function asksForItems(fieldNodes: readonly FieldNode[]): boolean {
  return fieldNodes.some((node) =>
    node.selectionSet?.selections.some(
      (selection) =>
        selection.kind !== 'Field' || !['totalCount', '__typename'].includes(selection.name.value),
    ),
  );
}
