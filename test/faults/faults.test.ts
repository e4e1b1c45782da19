/** The short form of `npm run faults`: a fault of each family, for a few seconds each. */
import { expect, it } from 'vitest';
import { play } from './play.ts';
import { printHeader, printRow } from './print.ts';
import type { Row } from './row.ts';

const faults = [
  'a server killed',
  'a crash between commit and notification',
  'Redis killed and restarted empty',
  'Postgres killed',
  'cuts between screens and servers',
];

it('loses, duplicates and reorders no announcement under any fault', { timeout: 240_000 }, async () => {
  const rows: Row[] = [];
  await play({
    seed: 20_261_124,
    clients: 60,
    isWanted: (name) => faults.includes(name),
    pace: { beforeMs: 1_000, duringMs: 2_500, afterMs: 1_500, rate: 10, catchUpWithinMs: 40_000 },
    onRow: (row) => rows.push(row),
  });
  printHeader();
  for (const row of rows) printRow(row);
  expect(rows.map(({ fault }) => fault).sort()).toEqual(faults.sort());
  for (const { fault, lost, doubled, reordered, differing, complaints, announcements, commands } of rows) {
    const violations = { lost, doubled, reordered, differing, complaints };
    expect({ fault, ...violations }).toEqual({
      fault,
      lost: 0,
      doubled: 0,
      reordered: 0,
      differing: 0,
      complaints: [],
    });
    expect(announcements).toBeGreaterThan(5);
    expect(commands.ok).toBe(announcements);
  }
});
