/** Selection is a query in Prisma's format, from plugin-prisma or a resolver. */
export interface Selection {
  select?: NestedSelections | null | undefined;
  include?: NestedSelections | null | undefined;
  where?: Where | undefined;
  orderBy?: unknown;
  take?: unknown;
  skip?: unknown;
}

export type NestedSelections = Readonly<Record<string, unknown>>;
export type Where = Readonly<Record<string, unknown>>;

export type Row = Record<string, unknown>;

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
