import type { Model } from '../models.ts';
import { rawSql, type Sql } from '../sql.ts';
import { isPlainObject } from './selection.ts';
import { UnsupportedQuery } from './unsupported-query.ts';

const directions: ReadonlySet<unknown> = new Set(['asc', 'desc']);
const nullPlacements: ReadonlySet<unknown> = new Set(['first', 'last']);

/** ORDER BY for Prisma's `orderBy`, with a leading space. Empty without an order. */
export function orderSql({ columns }: Model, orderBy: unknown, alias: string): Sql {
  const terms = [orderBy ?? []].flat().flatMap((each) =>
    Object.entries(each as object)
      .filter(([, order]) => order !== undefined)
      .map(([name, order]) => {
        if (!columns.has(name)) throw new UnsupportedQuery('orderBy of a relation');
        return `${alias}."${name}" ${directionSql(order)}`;
      }),
  );
  return rawSql(terms.length === 0 ? '' : ` ORDER BY ${terms.join(', ')}`);
}

function directionSql(order: unknown): string {
  const { sort, nulls } = isPlainObject(order) ? order : { sort: order, nulls: undefined };
  if (!directions.has(sort)) throw new UnsupportedQuery('this direction of orderBy');
  const direction = String(sort).toUpperCase();
  return nullPlacements.has(nulls) ? `${direction} NULLS ${String(nulls).toUpperCase()}` : direction;
}
