import { setTimeout as wait } from 'node:timers/promises';

const batches = 20;

/**
 * Ends connections a few at a time within the time given, and in no order, so that their screens do not all come
 * back in the same instant.
 */
export async function endInBatches<T>(
  connections: Iterable<T>,
  withinMs: number,
  end: (each: T) => void,
): Promise<void> {
  const shuffled = [...connections].sort(() => Math.random() - 0.5);
  const batch = Math.ceil(shuffled.length / batches);
  for (let start = 0; start < shuffled.length; start += batch) {
    for (const each of shuffled.slice(start, start + batch)) end(each);
    await wait(withinMs / batches);
  }
}
