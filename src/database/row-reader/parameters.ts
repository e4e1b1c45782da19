/**
 * Separates the values of a query from its shape. Queries that differ only in values share a plan and a prepared
 * statement.
 */
import { Prisma } from '../../../prisma/generated/client/client.ts';
import type { Sql } from '../sql.ts';
import { isPlainObject, type Selection } from './selection.ts';

/** Parameter is the placeholder of a value. */
export class Parameter {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }

  /** Shapes are compared by their JSON. */
  toJSON(): object {
    return { parameter: this.index };
  }
}

const logicalOperators: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT']);

export interface ParametrizedQuery {
  /** The query with a Parameter for each value in `where`, `take` and `skip`. */
  shape: Selection;
  values: readonly unknown[];
}

export function parametrize(query: object): ParametrizedQuery {
  const values: unknown[] = [];
  const parameter = (value: unknown) => new Parameter(values.push(toDatabaseValue(value)) - 1);

  const conditionShape = (value: unknown, key = ''): unknown => {
    if (isPlainObject(value)) return mapDefined(value, conditionShape);
    if (Array.isArray(value) && logicalOperators.has(key)) return value.map((each) => conditionShape(each));
    return value === null ? null : parameter(value);
  };
  const selectionShape = (selection: object): Selection =>
    mapDefined(selection, (value, key) => {
      if (value === null) return null;
      if (key === 'where') return conditionShape(value);
      if ((key === 'take' || key === 'skip') && (value as number) >= 0) return parameter(value);
      if (key === 'select' || key === 'include')
        return mapDefined(value as object, (nested) =>
          isPlainObject(nested) ? selectionShape(nested) : nested,
        );
      return value;
    });

  return { shape: selectionShape(query), values };
}

/** bindParameters replaces each Parameter by its value. */
export function bindParameters(statement: Sql, values: readonly unknown[]): Sql {
  if (values.length === 0) return statement;
  const bound = statement.values.map((value) => (value instanceof Parameter ? values[value.index] : value));
  return new Prisma.Sql(statement.strings, bound as never[]);
}

/** Converts what the driver would write differently: it writes dates in the local time zone, and objects as JSON. */
export function toDatabaseValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toDatabaseValue);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return String(value);
  if (Prisma.Decimal.isDecimal(value)) return value.toFixed();
  return value;
}

function mapDefined(object: object, map: (value: unknown, key: string) => unknown): Record<string, unknown> {
  const mapped: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    if (value !== undefined) mapped[key] = map(value, key);
  }
  return mapped;
}
