/**
 * RowReader reads a row and its selected relations in one statement: Postgres returns nested JSON. Prisma sends one
 * statement per relation.
 *
 * Promises: the rows equal those of Prisma for the same query. There is one plan per model and shape of a query. Lookups
 * by unique key with the same selection in one tick share a statement.
 * It throws UnsupportedQuery, before it sends anything, for a query that it cannot translate.
 */
import DataLoader from 'dataloader';
import { createBoundedCache } from '../../cache/bounded-cache.ts';
import { type Model, type ModelName, modelOf } from '../models.ts';
import { allOf, rawSql, type Sql, sql } from '../sql.ts';
import { orderSql } from './order.ts';
import { bindParameters, parametrize } from './parameters.ts';
import { limitSql, planRow, type RowPlan } from './row-plan.ts';
import type { Row, Selection } from './selection.ts';
import { type UniqueKey, uniqueKeyOf } from './unique-key.ts';
import { whereSql } from './where.ts';

/** A selection as one column of another statement, in which the table has the alias `item`. */
export interface SelectedRow {
  expression: Sql;
  decode: RowPlan['decode'];
}

/** QueryPlan is SQL with a Parameter for each value. */
interface QueryPlan {
  row: RowPlan;
  where: Sql;
  /** ORDER BY, LIMIT and OFFSET. */
  tail: Sql;
}

export type RunSql = <Result extends object>(statement: Sql) => Promise<Result[]>;
type Batch = DataLoader<readonly unknown[], Row | null>;

const maxPlanBytes = 8 * 1024 * 1024;
/** Two for the text, and about two for the closures that decode the rows. */
const bytesPerCharacter = 4;
const maxKeysPerStatement = 500;
const alias = 'item';

export class RowReader {
  readonly #run: RunSql;
  readonly #plans = createBoundedCache<string, QueryPlan>({
    maxBytes: maxPlanBytes,
    bytesOf: ({ row }, key) => bytesPerCharacter * (row.expression.sql.length + key.length),
  });
  readonly #batches = new Map<string, Batch>();

  constructor(run: RunSql) {
    this.#run = run;
  }

  /** Only the selection, for a statement that has its own conditions. */
  select(name: ModelName, { select, include }: Selection): SelectedRow {
    const { plan, values } = this.#plan(name, { select, include });
    return { expression: bindParameters(plan.row.expression, values), decode: plan.row.decode };
  }

  /** `condition` is an additional SQL condition. The table has the alias `item`. */
  findMany(name: ModelName, query: Selection, condition: Sql = sql`true`): Promise<Row[]> {
    const { plan, values } = this.#plan(name, query);
    const { row, where, tail } = plan;
    const bind = (part: Sql) => bindParameters(part, values);
    return this.#run<{ row: unknown }>(
      sql`SELECT ${bind(row.expression)} AS row FROM ${tableOf(name)} AS item
          WHERE ${bind(where)} AND ${condition}${bind(tail)}`,
    ).then((found) => found.map((each) => row.decode(each.row)!));
  }

  findUnique(name: ModelName, query: Selection): Promise<Row | null> {
    const { where = {}, ...selection } = query;
    const key = uniqueKeyOf(modelOf(name), where);
    if (!key) return this.findMany(name, { ...query, take: 1 }).then(([row = null]) => row);
    const { plan, values, cacheKey } = this.#plan(name, selection);
    const batchName = JSON.stringify([cacheKey, values, key.columns]);
    let batch = this.#batches.get(batchName);
    if (!batch) {
      const expression = bindParameters(plan.row.expression, values);
      batch = new DataLoader(
        async (keys) => {
          this.#batches.delete(batchName);
          const found = await this.#run<Found>(uniqueSql(name, expression, key.columns, keys));
          const rows = new Map(found.map(({ index, row }) => [index, plan.row.decode(row)]));
          return keys.map((_, index) => rows.get(index) ?? null);
        },
        { cache: false, maxBatchSize: maxKeysPerStatement },
      );
      this.#batches.set(batchName, batch);
    }
    return batch.load(key.values);
  }

  /** Batches of lookups that have not been sent yet. */
  get waitingBatches(): number {
    return this.#batches.size;
  }

  #plan(name: ModelName, query: Selection) {
    const { shape, values } = parametrize(query);
    const cacheKey = `${name} ${JSON.stringify(shape)}`;
    let plan = this.#plans.get(cacheKey);
    if (!plan) {
      plan = planQuery(modelOf(name), shape);
      this.#plans.set(cacheKey, plan);
    }
    return { plan, values, cacheKey };
  }
}

function planQuery(model: Model, shape: Selection): QueryPlan {
  const order = orderSql(model, shape.orderBy, alias);
  return {
    row: planRow(model, shape, alias),
    where: whereSql(model, shape.where ?? {}, alias),
    tail: sql`${order}${limitSql(shape) ?? sql``}`,
  };
}

function tableOf(name: ModelName): Sql {
  return rawSql(`"${name}"`);
}

interface Found {
  index: number;
  row: unknown;
}

/** Returns the rows with the keys, and the index of each key. The text is the same for all numbers of keys above one. */
function uniqueSql(
  name: ModelName,
  expression: Sql,
  columns: UniqueKey['columns'],
  keys: readonly UniqueKey['values'][],
): Sql {
  const table = tableOf(name);
  const equalTo = (value: (column: string, index: number) => Sql) =>
    columns.map((column, index) => sql`${rawSql(`item."${column}"`)} = ${value(column, index)}`);
  const [first, ...others] = keys;
  if (others.length === 0) {
    const condition = allOf(equalTo((_, index) => sql`${first![index]}`));
    return sql`SELECT 0 AS index, ${expression} AS row FROM ${table} AS item WHERE ${condition} LIMIT 1`;
  }
  const records = keys.map((key) => Object.fromEntries(columns.map((column, index) => [column, key[index]])));
  const condition = allOf(equalTo((column) => rawSql(`key."${column}"`)));
  // The row type of the table gives the columns of each key their types.
  return sql`
    SELECT key.ordinality::int - 1 AS index, ${expression} AS row
    FROM json_populate_recordset(NULL::${table}, ${JSON.stringify(records)}) WITH ORDINALITY AS key
    JOIN ${table} AS item ON ${condition}`;
}
