/** The checker is proven: servers and clients that are wrong in the known ways turn a row red, each for its reason. */
import { expect, it } from 'vitest';
import { play } from './play.ts';
import { isClean, type Row } from './row.ts';

const several = 3;

interface Wrong {
  mutant: string;
  fault: string;
  /** By what it is seen. */
  isSeen(row: Row): boolean;
}

const wrong: Wrong[] = [
  {
    mutant: 'serial-column',
    // Numbers from a sequence are used up by a transaction that never commits.
    fault: 'a crash between update and commit',
    isSeen: ({ lost, complaints }) =>
      lost > several && complaints.some((each) => /^\d+ stands where \d+ belongs$/.test(each)),
  },
  {
    mutant: 'register-late',
    fault: 'cuts between screens and servers',
    isSeen: ({ lost, doubled }) => lost > several && doubled === 0,
  },
  {
    mutant: 'no-head-poll',
    fault: 'none',
    isSeen: ({ clients, complaints }) => complaints.includes(`${clients} screens are behind`),
  },
  {
    mutant: 'forgetful',
    fault: 'cuts between screens and servers',
    isSeen: ({ lost, doubled }) => doubled > several && lost === 0,
  },
];

it.each(wrong)('the mutant $mutant is detected', { timeout: 180_000 }, async ({ mutant, fault, isSeen }) => {
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
  expect(isClean(rows[0]!)).toBe(false);
  expect(isSeen(rows[0]!), JSON.stringify(rows[0])).toBe(true);
});
