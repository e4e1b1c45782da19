/**
 * The random choices of a fault, made in advance: its targets, time, duration and repetition.
 *
 * The plan depends only on the seed and the name of the fault: `--only` with the seed of a whole run selects the same
 * target, at the same share of the window and for the same share.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Random } from './random.ts';

/** The number of servers of a cluster. Each has links of its own. */
export const serversInCluster = 3;
const latestStart = 0.2;
const shortestShare = 0.6;
const rounds = 16;

export interface Plan {
  /** The order in which the targets are hit. */
  order: readonly number[];
  /** From the beginning of the window. */
  delayMs: number;
  /** Delay and duration together never exceed the window. */
  lastsMs: number;
  /** Pauses of a repeated fault, as factors of the usual pause. Their mean is near 1. */
  rhythm: readonly number[];
}

export function planFault(seed: number, fault: string, windowMs: number): Plan {
  const random = Random.of(seed, fault);
  const delayMs = Math.round(windowMs * random.between(0, latestStart));
  return {
    order: random.shuffled(Array.from({ length: serversInCluster }, (_, index) => index)),
    delayMs,
    lastsMs: Math.round((windowMs - delayMs) * random.between(shortestShare, 1)),
    rhythm: Array.from({ length: rounds }, () => random.between(0.5, 1.5)),
  };
}

export function planOrder<T>(seed: number, faults: readonly T[]): T[] {
  return Random.of(seed, 'the order of the faults').shuffled(faults);
}

/** The target. */
export function hit<T>(all: readonly T[], { order }: Plan): T {
  return all[order[0]! % all.length]!;
}

/** Repeats something for the duration of the fault, at about the given interval. */
export async function again({ lastsMs, rhythm }: Plan, everyMs: number, act: () => Promise<void> | void) {
  const until = Date.now() + lastsMs;
  for (let round = 0; Date.now() < until; round++) {
    await act();
    await wait(everyMs * rhythm[round % rounds]!);
  }
}
