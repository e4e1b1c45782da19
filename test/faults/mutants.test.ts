/** The checker is proven: servers and clients that are wrong in the known ways turn a row red. */
import { expect, it } from 'vitest';
import { play } from './play.ts';
import { isClean, type Row } from './row.ts';

const mutants = [
  // Numbers from a sequence are used up by a transaction that never commits.
  ['serial-column', 'a crash between update and commit'],
  ['register-late', 'cuts between screens and servers'],
  ['no-head-poll', 'none'],
  ['forgetful', 'cuts between screens and servers'],
] as const;

it.each(mutants)('%s is seen', { timeout: 180_000 }, async (mutant, fault) => {
  const rows: Row[] = [];
  await play({
    seed: 1,
    clients: 20,
    isWanted: (name) => name === fault,
    pace: { beforeMs: 1_000, duringMs: 3_000, afterMs: 1_000, rate: 10, catchUpWithinMs: 3_000 },
    mutant,
    onRow: (row) => rows.push(row),
  });
  expect(rows).toHaveLength(1);
  expect(isClean(rows[0]!), JSON.stringify(rows[0])).toBe(false);
  const { lost, doubled, reordered, differing, complaints } = rows[0]!;
  expect(lost + doubled + reordered + differing + complaints.length).toBeGreaterThan(3);
});
