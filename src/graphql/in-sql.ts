/**
 * How fields can be answered by SQL alone, stated beside them as the extension `inSql` (src/compiled). Columns and relations
 * need none: plugin-prisma describes them. A field that has no `inSql` and cannot be read from its columns is answered by graphql-js.
 *
 * Texts of expressions are JSON. They use the row under an alias, and no values of a caller.
 */
import type { GraphQLResolveInfo } from 'graphql';
import type { ModelName } from '../database/models.ts';
import type { Sql } from '../database/sql.ts';
import { currencies } from '../money/currencies.ts';
import type { Context } from './context.ts';
import { type ListRequest, type ListSource, list } from './list.ts';
import { listAll } from './list-all.ts';

export interface ListInSql<Name extends ModelName = ModelName, Args = never> {
  source: ListSource<Name>;
  /** Order and conditions, from the arguments. Throws for those that are not valid. */
  describe: (
    args: Args,
    context: Pick<Context, 'identity'>,
  ) => Pick<ListRequest, 'order' | 'where' | 'named'>;
  /** Relates `item` to the alias `parent`. Absent for a list of the root. */
  join?: Sql;
}

/** A list without pages. */
export interface RowsInSql<Name extends ModelName = ModelName, Args = never> {
  source: ListSource<Name>;
  where?: (args: Args) => readonly Sql[];
  /** Over the alias `item`. */
  order: Sql;
  /** Relates `item` to the alias `parent`. Absent for a list of the root. */
  join?: Sql;
}

export interface LookupInSql<Args = never> {
  /** The condition for the one row, under the alias `item`. Null: there is none. */
  condition: (args: Args, context: Pick<Context, 'identity'>) => Sql | null;
}

/** What is selected of a value. */
export interface Selected {
  alias: string;
  /** The arguments of the field. */
  args: Readonly<Record<string, unknown>>;
  /** Fields without arguments by their names in the response; null if a selected field has arguments or is not of this type. */
  fields: ReadonlyMap<string, string> | null;
  /** The expression that leaves the field to its resolver. */
  byResolver: string;
}

export interface InSql {
  list?: ListInSql;
  rows?: RowsInSql;
  lookup?: LookupInSql;
  /** The rows are those that the selection of the field nests. */
  isSelection?: true;
  /** Null: the field is left to its resolver. */
  value?: (selected: Selected) => string | null;
}

/** listInSql returns resolver and extension of a connection over rows, so that both have one declaration. */
export function listInSql<Name extends ModelName, Args extends ListRequest['args']>(
  declared: ListInSql<Name, Args>,
) {
  const { source, describe, join } = declared;
  return {
    extensions: { inSql: { list: declared as never } satisfies InSql },
    resolve: (root: unknown, args: Args, context: Context, info: GraphQLResolveInfo) =>
      list(source, {
        args,
        context,
        info,
        ...describe(args, context),
        ...(join && { parent: { id: (root as { id: string }).id, join } }),
      }),
  };
}

export function rowsInSql<Name extends ModelName, Args>(declared: RowsInSql<Name, Args>) {
  return { extensions: { inSql: { rows: declared as never } satisfies InSql } };
}

/** wholeListInSql returns resolver and extension of a list of rows that another rule limits. */
export function wholeListInSql<Name extends ModelName>(declared: RowsInSql<Name> & { join: Sql }) {
  const { source, order, join } = declared;
  return {
    ...rowsInSql(declared),
    resolve: ({ id }: { id: string }, _args: object, context: Context, info: GraphQLResolveInfo) =>
      listAll(source, { context, info, parent: { id, join }, order }),
  };
}

/** For a field whose resolver returns the rows that its selection nests, in their order. */
export const selectionInSql = { extensions: { inSql: { isSelection: true } satisfies InSql } };

export function lookupInSql<Args>(condition: LookupInSql<Args>['condition']) {
  return { extensions: { inSql: { lookup: { condition } as never } satisfies InSql } };
}

/** A text column that a resolver returns unchanged. */
export function textInSql(column: string) {
  const value: InSql['value'] = ({ alias }) => `to_json(${alias}."${column}")::text`;
  return { extensions: { inSql: { value } satisfies InSql } };
}

/** A localized column. A text in one language needs no choice. */
export function localizedInSql(column: string) {
  const value: InSql['value'] = ({ alias, args, byResolver }) => {
    if (args.language != null) return null;
    const text = `${alias}."${column}"`;
    return `CASE WHEN jsonb_array_length(${text}) = 1 THEN to_json(${text}->0->>'text')::text ELSE ${byResolver} END`;
  };
  return { extensions: { inSql: { value } satisfies InSql } };
}

/** An amount and its currency, in two columns. */
export function moneyInSql(amount: string, currency: string) {
  const value: InSql['value'] = ({ alias, fields }) => {
    const parts = [...(fields ?? [])].map(([key, field]) => ({
      key,
      sql: moneyField(alias, amount, currency, field),
    }));
    if (fields === null || !parts.every(({ sql }) => sql !== null)) return null;
    const isNull = `${alias}."${amount}" IS NULL OR ${alias}."${currency}" IS NULL`;
    if (parts.length === 0) return `CASE WHEN ${isNull} THEN 'null' ELSE '{}' END`;
    const members = parts.map(({ key, sql }, index) => `'${index === 0 ? '' : ','}"${key}":' || ${sql}`);
    return `CASE WHEN ${isNull} THEN 'null' ELSE '{' || ${members.join(' || ')} || '}' END`;
  };
  return { extensions: { inSql: { value } satisfies InSql } };
}

function moneyField(alias: string, amount: string, currency: string, field: string): string | null {
  if (field === '__typename') return `'"Money"'`;
  if (field === 'currency') return `to_json(${alias}."${currency}")::text`;
  if (field !== 'amount') return null;
  return `'"' || round(${alias}."${amount}", ${decimalsSql(`${alias}."${currency}"`)})::text || '"'`;
}

const usualDecimals = 2;
const codesByDecimals = Map.groupBy(currencies.values(), ({ decimals }) => decimals);

function decimalsSql(currency: string): string {
  const cases = [...codesByDecimals]
    .filter(([decimals]) => decimals !== usualDecimals)
    .map(([decimals, all]) => {
      const codes = all.map(({ code }) => `'${code}'`).join(', ');
      return `WHEN ${currency} IN (${codes}) THEN ${decimals}`;
    });
  return `CASE ${cases.join(' ')} ELSE ${usualDecimals} END`;
}
