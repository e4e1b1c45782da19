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

interface NestedQuery {
  orderBy?: unknown;
  where?: unknown;
}

/** The relation that `t.relation` selects, and its query. Null for another field. */
export function relationOf({ extensions, args }: Field): { name: string; query: NestedQuery } | null {
  if (!extensions.pothosPrismaRelationField) return null;
  const select = extensions.pothosPrismaSelect as (args: object, context: object, nested: unknown) => unknown;
  if (args.length > 0 || typeof select !== 'function') throw new Unsupported('a relation with arguments');
  const selected = select({}, {}, (query: object | undefined) => ({ ...query })) as {
    select?: Record<string, NestedQuery>;
  };
  const [relation, ...others] = Object.entries(selected.select ?? {});
  if (!relation || others.length > 0) throw new Unsupported('a relation of another form');
  const [name, query] = relation;
  const unknown = Object.keys(query).find((key) => !['orderBy', 'where', 'select'].includes(key));
  if (unknown) throw new Unsupported(`a relation with ${unknown}`);
  return { name, query };
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
