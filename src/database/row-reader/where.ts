/** Translates Prisma's `where` to SQL: comparisons of columns with values, combined by AND, OR and NOT. */
import type { Column, Model } from '../models.ts';
import { allOf, joinSql, rawSql, type Sql, sql } from '../sql.ts';
import { Parameter } from './parameters.ts';
import { isPlainObject, type Where } from './selection.ts';
import { UnsupportedQuery } from './unsupported-query.ts';

type Compare = (column: Sql, value: Parameter) => Sql;

const comparisons: Readonly<Record<string, Compare>> = {
  equals: (column, value) => sql`${column} = ${value}`,
  in: (column, values) => sql`${column} = ANY(${values})`,
  notIn: (column, values) => sql`${column} <> ALL(${values})`,
  lt: (column, value) => sql`${column} < ${value}`,
  lte: (column, value) => sql`${column} <= ${value}`,
  gt: (column, value) => sql`${column} > ${value}`,
  gte: (column, value) => sql`${column} >= ${value}`,
};

/** `where` contains a Parameter for each value (parameters.ts). */
export function whereSql(model: Model, where: Where, alias: string): Sql {
  const each = (part: unknown) => [part].flat().map((nested) => whereSql(model, nested as Where, alias));
  return allOf(
    Object.entries(where).map(([key, condition]) => {
      if (key === 'AND') return allOf(each(condition));
      if (key === 'OR') return anyOf(each(condition));
      if (key === 'NOT') return sql`NOT (${anyOf(each(condition))})`;
      if (model.compoundKeys.has(key)) return whereSql(model, condition as Where, alias);
      const column = model.columns.get(key);
      if (!column) throw new UnsupportedQuery('where by a relation');
      return columnCondition(column, condition, alias);
    }),
  );
}

function columnCondition(column: Column, condition: unknown, alias: string): Sql {
  if (column.isList || column.type === 'Json') throw new UnsupportedQuery(`where by a ${column.type} column`);
  const name = rawSql(`${alias}."${column.name}"`);
  if (condition === null) return sql`${name} IS NULL`;
  if (condition instanceof Parameter) return comparisons.equals!(name, condition);
  if (!isPlainObject(condition)) throw new UnsupportedQuery('this condition');
  return allOf(
    Object.entries(condition).map(([operator, value]) => {
      if (operator === 'equals') return columnCondition(column, value, alias);
      if (operator === 'not') {
        if (value === null) return sql`${name} IS NOT NULL`;
        return sql`NOT (${columnCondition(column, value, alias)})`;
      }
      const compare = comparisons[operator];
      if (!compare || !(value instanceof Parameter)) throw new UnsupportedQuery(`the condition ${operator}`);
      return compare(name, value);
    }),
  );
}

function anyOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`false` : sql`(${joinSql([...conditions], ' OR ')})`;
}
