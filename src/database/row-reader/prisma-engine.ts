/** PrismaEngine executes the reads that the row reader does not support. */
import type { PrismaClient } from '../../../prisma/generated/client/client.ts';
import type { ModelName } from '../models.ts';
import type { Row } from './selection.ts';

interface PrismaDelegate {
  findUnique(query: object): Promise<Row | null>;
  findMany(query: object): Promise<Row[]>;
}

export class PrismaEngine {
  readonly #prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
  }

  findUnique(model: ModelName, query: object): Promise<Row | null> {
    return this.#delegateOf(model).findUnique(query);
  }

  findMany(model: ModelName, query: object): Promise<Row[]> {
    return this.#delegateOf(model).findMany(query);
  }

  /** In the order of the ids. Null for a row that was deleted in the meantime. */
  async findByIds(
    model: ModelName,
    { select, include }: { select?: object | null | undefined; include?: object | null | undefined },
    ids: readonly unknown[],
  ): Promise<(Row | null)[]> {
    const rows = await this.findMany(model, {
      ...(select ? { select: { ...select, id: true } } : { include }),
      where: { id: { in: ids } },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  #delegateOf(model: ModelName): PrismaDelegate {
    const delegates = this.#prisma as unknown as Record<string, PrismaDelegate>;
    return delegates[model.charAt(0).toLowerCase() + model.slice(1)]!;
  }
}
