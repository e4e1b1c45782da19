/**
 * `npm run faults`: breaks everything that a ceremony stands on, one thing after another, and counts what screens got.
 *
 *   npm run faults -- [--seed 7] [--minutes 30] [--only "Redis frozen,a server killed"] [--clients 300] [--rate 8]
 *                     [--mutant serial-column] [--list]
 *
 * Equal seeds and minutes play the same faults in the same order, at the same servers and the same moments.
 * Exits with 1 if anything was lost, doubled, out of order, or not as it was said; with 2 if it was told nonsense.
 */
import { readOptions, wantedFaults } from './options.ts';
import { faultNames, play } from './play.ts';
import { printHeader, printRow } from './print.ts';
import { isClean } from './row.ts';

/** Starting, settling and catching up, for each fault. */
const asideMs = 2_000;
const shortestMs = 8_000;
const catchUpWithinMs = 30_000;

const { options, wanted } = readOrExplain();
if (options.list) {
  console.log(wanted.join('\n'));
  process.exit();
}
const rowMs = Math.max(shortestMs, (options.minutes * 60_000) / wanted.length - asideMs);

console.log(`seed ${options.seed}, ${wanted.length} faults, ${Math.round(rowMs / 1_000)} s each`);
printHeader();
let red = 0;
await play({
  ...options,
  mutant: options.mutant ?? undefined,
  isWanted: (name) => wanted.includes(name),
  pace: {
    beforeMs: rowMs * 0.25,
    duringMs: rowMs * 0.4,
    afterMs: rowMs * 0.35,
    rate: options.rate,
    catchUpWithinMs,
  },
  onRow(row) {
    printRow(row);
    if (!isClean(row)) red++;
  },
});
console.log(red === 0 ? 'nothing lost, doubled or out of order' : `${red} rows are red`);
process.exit(red === 0 ? 0 : 1);

function readOrExplain() {
  try {
    const options = readOptions(process.argv.slice(2));
    return { options, wanted: wantedFaults(faultNames(options.seed), options.only) };
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}
