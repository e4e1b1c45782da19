/** Proves the checker: each known mutant of a server or a client fails a row, for its own reason. */
import { expect, it } from 'vitest';
import { play } from './play.ts';
import { isClean, type Row } from './row.ts';

const several = 3;

interface Wrong {
  mutant: string;
  fault: string;
  /** How the row shows it. */
  isDetected(row: Row): boolean;
}

const wrong: Wrong[] = [
  {
    mutant: 'serial-column',
    // Numbers from a sequence are used up by a transaction that never commits.
    fault: 'a crash between update and commit',
    isDetected: ({ lost, complaints }) =>
      lost > several &&
      complaints.some((each) => /^sequence \d+ is stored where \d+ is expected$/.test(each)),
  },
  {
    mutant: 'register-late',
    fault: 'cuts between screens and servers',
    isDetected: ({ lost, doubled }) => lost > several && doubled === 0,
  },
  {
    mutant: 'no-head-poll',
    fault: 'none',
    isDetected: ({ clients, complaints }) => complaints.includes(`${clients} screens are behind`),
  },
  {
    mutant: 'forgetful',
    fault: 'cuts between screens and servers',
    isDetected: ({ lost, doubled }) => doubled > several && lost === 0,
  },
];

it.each(wrong)(
  'the mutant $mutant is detected',
  { timeout: 180_000 },
  async ({ mutant, fault, isDetected }) => {
    const rows: Row[] = [];
    await play({
      seed: 1,
      clients: 20,
      isWanted: (name) => name === fault,
      pace: { beforeMs: 2_000, duringMs: 5_000, afterMs: 1_000, rate: 10, catchUpWithinMs: 3_000 },
      mutant,
      onRow: (row) => rows.push(row),
    });
    expect(rows).toHaveLength(1);
    expect(isClean(rows[0]!)).toBe(false);
    expect(isDetected(rows[0]!), JSON.stringify(rows[0])).toBe(true);
  },
);
