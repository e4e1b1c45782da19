/** A Relay connection over the rows of one table that the caller may know of. */
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { querySql, type Sql } from '../database/sql.ts';
import type { Context } from './context.ts';
import {
  countSql,
  type PageArguments,
  type PageRow,
  type PageWindow,
  pageSql,
  readPageArguments,
} from './page.ts';
import { encodePageCursor, type PageOrder } from './page-order.ts';
import type { Visibility } from './visibility.ts';

/** Prisma's findMany, as far as a list needs it. */
type FindMany<Row> = (context: Context, query: object) => Promise<Row[]>;

export interface ListSource<Row> {
  typename: string;
  visibility: Visibility;
  find: FindMany<Row>;
}

export interface ListRequest {
  args: PageArguments;
  context: Context;
  info: GraphQLResolveInfo;
  order: PageOrder;
  where?: readonly Sql[];
  /** Whose list it is: `join` ties `item` to the alias `parent`. */
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

export async function list<Row extends { id: string }>(
  source: ListSource<Row>,
  request: ListRequest,
): Promise<ListConnection<Row>> {
  const { order } = request;
  const window = readPageArguments(request.args, order);
  const found = asksForItems(request.info) ? await readPage(source, request, window) : [];
  const rows = found.slice(0, window.size);
  if (window.backward) rows.reverse();
  const nodes = await findNodes(
    source,
    request,
    rows.map(({ id }) => id),
  );
  const edges = rows.flatMap((row) => {
    const node = nodes.get(row.id);
    return node ? [{ cursor: encodePageCursor(order, row), node }] : [];
  });
  const more = found.length > window.size;
  return {
    edges,
    pageInfo: {
      hasNextPage: window.backward ? window.hasOther : more,
      hasPreviousPage: window.backward ? more : window.hasOther,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: () => countAll(source, request),
  };
}

function conditionsOf<Row>({ visibility }: ListSource<Row>, { context, where = [] }: ListRequest): Sql[] {
  return [visibility.rule(context.identity), ...where];
}

async function readPage<Row>(
  source: ListSource<Row>,
  request: ListRequest,
  window: PageWindow,
): Promise<PageRow[]> {
  const { context, order, parent } = request;
  const conditions = conditionsOf(source, request);
  const { table } = source.visibility;
  if (!parent) return querySql<PageRow>(context.database, pageSql(table, conditions, order, window));
  return context.loaders.load(`page ${fieldKey(request)}`, parent.id, async (ids) => {
    const query = pageSql(table, conditions, order, window, { ids, join: parent.join });
    const rows = await querySql<PageRow>(context.database, query);
    const byParent = Map.groupBy(rows, (row) => row.parent);
    return ids.map((id) => byParent.get(id) ?? []);
  });
}

async function findNodes<Row extends { id: string }>(
  { typename, find }: ListSource<Row>,
  request: ListRequest,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map();
  const { context, info } = request;
  const query = queryFromInfo({ context, info, typeName: typename, paths: [['nodes'], ['edges', 'node']] });
  const name = `nodes ${fieldKey(request)}`;
  const load = async (wanted: readonly string[]) => {
    const found = new Map(
      (await find(context, { ...query, where: { id: { in: [...wanted] } } })).map((row) => [row.id, row]),
    );
    return wanted.map((id) => found.get(id));
  };
  const rows = await Promise.all(ids.map((id) => context.loaders.load(name, id, load)));
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
}

async function countAll<Row>(source: ListSource<Row>, request: ListRequest): Promise<number> {
  const { table } = source.visibility;
  const conditions = conditionsOf(source, request);
  const { context, parent } = request;
  if (!parent) {
    const [row] = await querySql<{ total: number }>(context.database, countSql(table, conditions));
    return row!.total;
  }
  return context.loaders.load(`count ${fieldKey(request)}`, parent.id, async (ids) => {
    const query = countSql(table, conditions, { ids, join: parent.join });
    const rows = await querySql<{ parent: string; total: number }>(context.database, query);
    const totals = new Map(rows.map((row) => [row.parent, row.total]));
    return ids.map((id) => totals.get(id) ?? 0);
  });
}

/** The field's place in the document: equal for all parents that ask the same. */
function fieldKey({ args, info }: ListRequest): string {
  const keys: string[] = [info.parentType.name, JSON.stringify(args)];
  for (let at: GraphQLResolveInfo['path'] | undefined = info.path; at; at = at.prev) {
    if (typeof at.key === 'string') keys.push(at.key);
  }
  return keys.join('<');
}

/** A count alone reads no page. */
function asksForItems(info: GraphQLResolveInfo): boolean {
  return info.fieldNodes.some((node) =>
    node.selectionSet?.selections.some(
      (selection) =>
        selection.kind !== 'Field' || !['totalCount', '__typename'].includes(selection.name.value),
    ),
  );
}
