/** npm run simulate -- [--seeds 200] [--seed 1] [--mutants]: the stream and its transports under a simulated clock. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runCommand, wholeNumberOption } from '../../src/commands/command.ts';
import { mutants } from './mutants.ts';
import { simulate } from './simulate.ts';

const maxSeeds = 1_000_000;
const maxSeed = 1_000_000_000;
/** A mutant counts as not found after this many seeds. */
const seedsPerMutant = 200;

await runCommand(
  {
    name: 'npm run simulate',
    summary:
      'Runs servers and clients under a simulated clock, network and database. A seed repeats exactly.',
    options: {
      seeds: { type: 'string', value: '<number>', default: '200', description: 'How many seeds it runs.' },
      seed: { type: 'string', value: '<number>', default: '1', description: 'The first seed.' },
      trace: { type: 'boolean', description: 'Prints everything that happened in a seed that fails.' },
      mutants: { type: 'boolean', description: 'Checks that each known fault is found.' },
    },
  },
  ({ seeds, seed, trace, mutants: withMutants }) => {
    if (withMutants) return findMutants();
    const first = wholeNumberOption('seed', seed, 0, maxSeed);
    return runSeeds(first, wholeNumberOption('seeds', seeds, 1, maxSeeds), trace === true);
  },
);

/** Resolves with the exit code. Ends with the first seed that fails. */
async function runSeeds(first: number, count: number, isTraced: boolean): Promise<number> {
  const startedMs = performance.now();
  let simulatedMs = 0;
  for (let seed = first; seed < first + count; seed++) {
    const result = await simulate(seed, isTraced ? { traceLines: Number.POSITIVE_INFINITY } : {});
    simulatedMs += result.simulatedMs;
    if (result.problem === null) continue;
    console.log(result.trace.join('\n'));
    console.log(`\nseed ${seed}: ${result.problem}`);
    return 1;
  }
  const minutes = (performance.now() - startedMs) / 60_000;
  const hours = (simulatedMs / 3_600_000).toFixed(1);
  console.log(
    `${count} seeds, ${hours} simulated hours, ${Math.round(count / minutes)} seeds per minute: no problem`,
  );
  return 0;
}

function findMutants(): number {
  let missed = 0;
  for (const { name } of mutants) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', urlOf('load-mutant.ts'), pathOf('main.ts'), '--seeds', String(seedsPerMutant)],
      { env: { ...process.env, PAVILION_MUTANT: name }, encoding: 'utf8' },
    );
    const found = /^seed \d+: .*$/m.exec(stdout)?.[0];
    if (!found) missed++;
    console.log(`${found ? 'found ' : 'MISSED'} ${name}: ${found ?? `${status} ${stderr.slice(0, 200)}`}`);
  }
  console.log(`${mutants.length - missed} of ${mutants.length} found`);
  return missed === 0 ? 0 : 1;
}

function urlOf(file: string): string {
  return new URL(file, import.meta.url).href;
}

function pathOf(file: string): string {
  return fileURLToPath(urlOf(file));
}
