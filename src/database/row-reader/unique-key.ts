import { Prisma } from '../../../prisma/generated/client/client.ts';
import type { Model } from '../models.ts';
import { toDatabaseValue } from './parameters.ts';
import { isPlainObject, type Where } from './selection.ts';

/** UniqueKey is a condition of equality: columns and their values. Reads with the same columns can share a statement. */
export interface UniqueKey {
  columns: readonly string[];
  values: readonly unknown[];
}

/** The key in the `where` of a findUnique. Null if `where` contains other conditions than equality. */
export function uniqueKeyOf(model: Model, where: Where): UniqueKey | null {
  const entries = Object.entries(where)
    .flatMap(([name, value]) =>
      model.compoundKeys.has(name) && isPlainObject(value) ? Object.entries(value) : [[name, value] as const],
    )
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  if (!entries.every(([name, value]) => model.columns.has(name) && isComparable(value))) return null;
  return {
    columns: entries.map(([name]) => name),
    values: entries.map(([, value]) => toDatabaseValue(value)),
  };
}

const comparableTypes: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'bigint']);

function isComparable(value: unknown): boolean {
  return comparableTypes.has(typeof value) || value instanceof Date || Prisma.Decimal.isDecimal(value);
}
