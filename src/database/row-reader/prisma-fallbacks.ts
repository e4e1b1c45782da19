/**
 * Reads that the row reader does not support and that Prisma's own engine answers instead. They are correct and
 * slow, so each of them is counted and published: the test suite fails on the first one.
 */
import { channel } from 'node:diagnostics_channel';
import type { ModelName } from '../models.ts';

/** The name of the diagnostics channel that carries each PrismaFallback. */
export const prismaFallbackChannel = 'pavilion:prisma-fallback';

export interface PrismaFallback {
  model: ModelName;
  reason: string;
  query: object;
}

export interface FallbackCount {
  model: ModelName;
  reason: string;
  count: number;
}

export class PrismaFallbacks {
  readonly #counts = new Map<string, FallbackCount>();
  readonly #channel = channel(prismaFallbackChannel);

  count(fallback: PrismaFallback): void {
    const { model, reason } = fallback;
    const key = `${model} ${reason}`;
    const counted = this.#counts.get(key) ?? { model, reason, count: 0 };
    counted.count++;
    this.#counts.set(key, counted);
    this.#channel.publish(fallback);
  }

  get counts(): readonly FallbackCount[] {
    return [...this.#counts.values()];
  }
}
