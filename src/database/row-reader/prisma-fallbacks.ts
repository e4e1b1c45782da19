/**
 * PrismaFallbacks counts reads that Prisma's engine executes because the row reader does not support them. They are
 * correct but slow. Each one is published, and the test suite fails on the first.
 */
import { channel } from 'node:diagnostics_channel';
import type { ModelName } from '../models.ts';

/** The diagnostics channel on which each PrismaFallback is published. */
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
