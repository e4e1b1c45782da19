/**
 * `npm run faults`: breaks everything that a ceremony stands on, one thing after another, and counts what screens got.
 *
 *   npm run faults -- [--seed 7] [--minutes 30] [--only "Redis frozen,a server killed"] [--clients 300] [--rate 8]
 *                     [--mutant serial-column] [--list]
 *
 * Exits with 1 if anything was lost, doubled, out of order, or not as it was said.
 */
import { readOptions } from './options.ts';
import { faultNames, play } from './play.ts';
import { printHeader, printRow } from './print.ts';
import { isClean } from './row.ts';

/** Starting, settling and catching up, for each fault. */
const asideMs = 12_000;
const shortestMs = 8_000;
const catchUpWithinMs = 30_000;

const options = readOptions(process.argv.slice(2));
if (options.list) {
  console.log(faultNames().join('\n'));
  process.exit();
}
const isWanted = (name: string) =>
  options.only.length === 0 || options.only.some((part) => name.includes(part));
const wanted = faultNames().filter(isWanted);
if (wanted.length === 0) throw new Error('No fault has such a name; --list tells them all.');
const rowMs = Math.max(shortestMs, (options.minutes * 60_000) / wanted.length - asideMs);

console.log(`seed ${options.seed}, ${wanted.length} faults, ${Math.round(rowMs / 1_000)} s each`);
printHeader();
let red = 0;
await play({
  ...options,
  mutant: options.mutant ?? undefined,
  isWanted,
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
