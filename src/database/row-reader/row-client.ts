/**
 * RowClient has the read methods of Prisma's client, for plugin-prisma and the resolvers. The row reader executes them.
 * Prisma's engine executes what the row reader does not support, and each such read is counted.
 */
import type { PrismaClient } from '../../../prisma/generated/client/client.ts';
import { type ModelName, models } from '../models.ts';
import { PrismaEngine } from './prisma-engine.ts';
import type { PrismaFallbacks } from './prisma-fallbacks.ts';
import { RowDelegate } from './row-delegate.ts';
import { RowReader, type RunSql } from './row-reader.ts';

export type RowClient = { readonly [Name in ModelName as Uncapitalize<Name>]: RowDelegate<Name> };

export function createRowClient(run: RunSql, prisma: PrismaClient, fallbacks: PrismaFallbacks): RowClient {
  const sources = { reader: new RowReader(run), engine: new PrismaEngine(prisma), fallbacks };
  const delegates = [...models.values()].map(({ name }) => [
    delegateName(name),
    new RowDelegate(name, sources),
  ]);
  return Object.fromEntries(delegates) as RowClient;
}

export function rowsOf<Name extends ModelName>(rows: RowClient, model: Name): RowDelegate<Name> {
  return rows[delegateName(model)] as unknown as RowDelegate<Name>;
}

function delegateName<Name extends string>(model: Name): Uncapitalize<Name> {
  return `${model.charAt(0).toLowerCase()}${model.slice(1)}` as Uncapitalize<Name>;
}

export type { RowSelection } from './row-delegate.ts';
