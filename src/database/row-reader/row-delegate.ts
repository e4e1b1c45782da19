/** RowDelegate has the read methods of Prisma's delegate for one model. */
import { Prisma } from '../../../prisma/generated/client/client.ts';
import type PrismaTypes from '../../../prisma/generated/pothos.ts';
import type { ModelName, RowOf } from '../models.ts';
import { rawSql, type Sql } from '../sql.ts';
import type { PrismaEngine } from './prisma-engine.ts';
import type { PrismaFallbacks } from './prisma-fallbacks.ts';
import type { RowReader } from './row-reader.ts';
import type { Selection } from './selection.ts';
import { UnsupportedQuery } from './unsupported-query.ts';

/** The selection that plugin-prisma derives from the fields of an operation. */
export interface RowSelection<Name extends ModelName> {
  select?: PrismaTypes[Name]['Select'] | null | undefined;
  include?: PrismaTypes[Name]['Include'] | null | undefined;
}

export interface UniqueRowQuery<Name extends ModelName> extends RowSelection<Name> {
  where: PrismaTypes[Name]['WhereUnique'];
}

export interface RowQuery<Name extends ModelName> extends RowSelection<Name> {
  where?: PrismaTypes[Name]['Where'];
  /** An additional SQL condition. The table has the alias `item`. */
  condition?: Sql;
  orderBy?: PrismaTypes[Name]['OrderBy'] | PrismaTypes[Name]['OrderBy'][];
  take?: number;
  skip?: number;
}

/** A selection as one column of another statement, in which the table has the alias `item`. */
export interface RowColumn<Name extends ModelName> {
  expression: Sql;
  /** Decodes the values of the column, in the same order. Null for a row that was deleted in the meantime. */
  read(selected: readonly unknown[]): Promise<(RowOf<Name> | null)[]>;
}

export interface RowSources {
  reader: RowReader;
  engine: PrismaEngine;
  fallbacks: PrismaFallbacks;
}

export class RowDelegate<Name extends ModelName> {
  readonly #model: Name;
  readonly #sources: RowSources;

  constructor(model: Name, sources: RowSources) {
    this.#model = model;
    this.#sources = sources;
  }

  findUnique(query: UniqueRowQuery<Name>): Promise<RowOf<Name> | null> {
    const { reader, engine } = this.#sources;
    return this.#orFallback(
      query,
      () => reader.findUnique(this.#model, query as Selection),
      () => engine.findUnique(this.#model, query),
    ) as Promise<RowOf<Name> | null>;
  }

  async findUniqueOrThrow(query: UniqueRowQuery<Name>): Promise<RowOf<Name>> {
    const row = await this.findUnique(query);
    if (row) return row;
    throw new Prisma.PrismaClientKnownRequestError(`no ${this.#model} has this key`, {
      code: 'P2025',
      clientVersion: Prisma.prismaVersion.client,
    });
  }

  async findFirst(query: RowQuery<Name>): Promise<RowOf<Name> | null> {
    const [row = null] = await this.findMany({ ...query, take: 1 });
    return row;
  }

  findMany({ condition, ...query }: RowQuery<Name>): Promise<RowOf<Name>[]> {
    const { reader, engine } = this.#sources;
    return this.#orFallback(
      query,
      () => reader.findMany(this.#model, query as Selection, condition),
      async () => engine.findMany(this.#model, condition ? await this.#withIds(query, condition) : query),
    ) as Promise<RowOf<Name>[]>;
  }

  /** Replaces the SQL condition by the ids of its rows, because Prisma's engine accepts no SQL. */
  async #withIds({ where = {}, ...query }: RowQuery<Name>, condition: Sql): Promise<object> {
    const rows = await this.#sources.reader.findMany(this.#model, { select: { id: true } }, condition);
    return { ...query, where: { AND: [where, { id: { in: rows.map((row) => row.id) } }] } };
  }

  column(selection: RowSelection<Name>): RowColumn<Name> {
    const { reader, engine } = this.#sources;
    return this.#orFallback<RowColumn<Name>>(
      selection,
      () => {
        const { expression, decode } = reader.select(this.#model, selection as Selection);
        return {
          expression,
          read: async (selected) => selected.map((json) => decode(json) as RowOf<Name>),
        };
      },
      () => ({
        expression: rawSql('item."id"'),
        read: (ids) => engine.findByIds(this.#model, selection as object, ids) as Promise<RowOf<Name>[]>,
      }),
    );
  }

  #orFallback<Result>(query: object, byReader: () => Result, byEngine: () => Result): Result {
    try {
      return byReader();
    } catch (error) {
      if (!(error instanceof UnsupportedQuery)) throw error;
      this.#sources.fallbacks.count({ model: this.#model, reason: error.reason, query });
      return byEngine();
    }
  }
}
