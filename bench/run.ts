/** `npm run bench`: runs the selected benchmarks, round by round, and writes the results to a file. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../src/commands/command.ts';
import type { BenchRun } from './bench-run.ts';
import { benchFanOut } from './fan-out.ts';
import { benchGrowth } from './growth.ts';
import { LoadProcess } from './load/load-process.ts';
import { commitOf, describeMachine, versions } from './machine.ts';
import { type BenchName, command, isPartial, type Options, readOptions } from './options.ts';
import { benchQueries } from './queries.ts';
import { formatFigures } from './report/figures.ts';
import { keepResults, type Results, writeReport } from './report/results.ts';
import { mediansOf, type Sample } from './samples.ts';
import { killServers } from './server-process.ts';
import { startServices } from './services.ts';
import { benchSigning } from './signing.ts';

const benches: Record<BenchName, (run: BenchRun) => Promise<void>> = {
  'fan-out': benchFanOut,
  queries: benchQueries,
  signing: benchSigning,
  growth: benchGrowth,
};

async function measure(options: Options): Promise<Sample[]> {
  const samples: Sample[] = [];
  const services = await startServices();
  const load = new LoadProcess();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      killServers();
      load.stop();
      await services.stop();
      process.exit(1);
    });
  }
  try {
    for (let round = 1; round <= options.rounds; round++) {
      const record = (sample: Omit<Sample, 'round'>) => {
        samples.push({ ...sample, round });
        const { scenario, contender, figures } = sample;
        console.log(`${round}/${options.rounds}  ${scenario}  ${contender}  ${formatFigures(figures)}`);
      };
      for (const name of options.only) await benches[name]({ options, services, load, round, record });
    }
  } finally {
    load.stop();
    await services.stop();
  }
  return samples;
}

async function main(options: Options): Promise<void> {
  const started = new Date();
  const machine = describeMachine();
  const samples = await measure(options);
  const results: Results = {
    date: started.toISOString(),
    commit: commitOf(new URL('.', import.meta.url)),
    machine,
    options: { ...options },
    versions: versions(),
    medians: mediansOf(samples),
    samples,
  };
  const directory = isPartial(options)
    ? mkdtempSync(join(tmpdir(), 'pavilion-bench-'))
    : fileURLToPath(new URL('./results', import.meta.url));
  keepResults(directory, results);
  console.log(`\n${writeReport(directory)}\nwritten to ${directory}`);
}

await runCommand(command, (values) => main(readOptions(values)));
