/** What Pothos and its plugin for Prisma note on the fields and types of the schema. */
import type { GraphQLField, GraphQLNamedType } from 'graphql';
import { type Model, type ModelName, modelOf } from '../database/models.ts';
import type { InSql } from '../graphql/in-sql.ts';
import { Unsupported } from './unsupported.ts';

export type Field = GraphQLField<unknown, unknown>;
export type Resolve = (parent: unknown, args: unknown, context: unknown, info: unknown) => unknown;

export function inSqlOf({ extensions }: Field): InSql {
  return (extensions.inSql ?? {}) as InSql;
}

export function prismaModelOf({ extensions }: GraphQLNamedType): Model | null {
  const name = extensions.pothosPrismaModel as ModelName | undefined;
  return name === undefined ? null : modelOf(name);
}

/** The property or column that the field exposes. */
export function exposedBy({ extensions }: Field): string | null {
  return (extensions.pothosExposedField as string | undefined) ?? null;
}

/** The resolver as it was declared, without what plugins put around it. */
export function resolverOf({ extensions }: Field): Resolve {
  const { resolve } = extensions.pothosConfig as { resolve?: Resolve };
  if (!resolve) throw new Unsupported('a field without a resolver');
  return resolve;
}

export interface Step {
  /** The relation. */
  name: string;
  query: { orderBy?: unknown; where?: unknown };
}

type Nested = Record<string, unknown>;
const nestedRows = Symbol('the rows of the field');

/**
 * The relations that lead to the rows of a field: that of `t.relation`, or those of a selection at whose end the rows are, if
 * the field says so. Null for another field.
 */
export function relationsOf(field: Field): readonly Step[] | null {
  const { extensions, args } = field;
  if (!extensions.pothosPrismaRelationField && !inSqlOf(field).isSelection) return null;
  const select = extensions.pothosPrismaSelect as (args: object, context: object, nested: unknown) => unknown;
  if (args.length > 0 || typeof select !== 'function') throw new Unsupported('a relation with arguments');
  const { select: selected } = select({}, {}, (query?: object) => ({
    ...query,
    [nestedRows]: true,
  })) as Nested;
  return stepsOf(selected);
}

function stepsOf(selected: unknown): Step[] {
  const [relation, ...others] = Object.entries((selected ?? {}) as Nested);
  if (!relation || others.length > 0) throw new Unsupported('a relation of another form');
  const [name, value] = relation;
  const { select, ...query } = value as Nested & { [nestedRows]?: true };
  const unknown = Object.keys(query).find((key) => key !== 'orderBy' && key !== 'where');
  if (unknown) throw new Unsupported(`a relation with ${unknown}`);
  const step: Step = { name, query: query as Step['query'] };
  return query[nestedRows] ? [step] : [step, ...stepsOf(select)];
}

/** The columns that the resolver of a field needs of its row. */
export function selectionOf(type: GraphQLNamedType, { extensions }: Field): Record<string, unknown> {
  const own = extensions.pothosPrismaSelect ?? {};
  if (typeof own === 'function') throw new Unsupported('a selection that depends on the operation');
  return { ...(type.extensions.pothosPrismaSelect as object | undefined), ...(own as object) };
}

export function declaresSelection({ extensions }: Field): boolean {
  return extensions.pothosPrismaSelect !== undefined;
}
