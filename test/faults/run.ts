/** `npm run faults`: injects one fault after another into a cluster, and counts what screens received. */
import { runCommand } from '../../src/commands/command.ts';
import { command, type RunOptions, readOptions, wantedFaults } from './options.ts';
import { faultNames, play } from './play.ts';
import { printHeader, printRow } from './print.ts';
import { isClean } from './row.ts';

/** For each fault: starting, settling and catching up. */
const asideMs = 2_000;
const shortestMs = 8_000;
const catchUpWithinMs = 30_000;

await runCommand(command, async (values) => {
  const options = readOptions(values);
  const wanted = wantedFaults(faultNames(options.seed), options.only);
  if (options.list) return console.log(wanted.join('\n'));
  return injectFaults(options, wanted);
});
// Some sockets of the cluster close later.
process.exit();

async function injectFaults(options: RunOptions, wanted: readonly string[]): Promise<number> {
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
  console.log(red === 0 ? 'nothing lost, duplicated or out of order' : `${red} rows are red`);
  return red === 0 ? 0 : 1;
}
