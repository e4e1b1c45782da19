/** `npm run mutate`: changes one expression at a time and runs the unit tests that meet it; TESTING.md explains it. */
import { runCommand, UsageError, wholeNumberOption } from '../../src/commands/command.ts';
import { Run } from './mutation-run.ts';
import { printReport } from './report.ts';
import { readMutants, sampleOf } from './sample.ts';

const maxSample = 100_000;

await runCommand(
  {
    name: 'npm run mutate',
    summary:
      'Changes one expression at a time, and exits with 1 if the unit tests see fewer than 80 % of the changes.',
    options: {
      only: { type: 'string', value: '<text>', default: '', description: 'Files whose path contains it.' },
      sample: {
        type: 'string',
        value: '<number>',
        description: 'So many mutants, the same ones each time. Default: all.',
      },
      survivors: { type: 'boolean', default: false, description: 'Prints the mutants that no test saw.' },
    },
  },
  async ({ only, sample, survivors }) => {
    const all = readMutants(only);
    if (all.length === 0) throw new UsageError(`No file with mutants has "${only}" in its path.`);
    const size = sample === undefined ? all.length : wholeNumberOption('sample', sample, 1, maxSample);
    using run = new Run(sampleOf(all, size));
    const results = await run.tryAll();
    const faults = only === '' ? await run.tryNamedFaults() : [];
    const slow = run.countSlowTests();
    if (slow > 0)
      console.log(
        `${slow} tests took too long to be tried: the machine is busy, and the figures are too low`,
      );
    return printReport(results, faults, { withSurvivors: survivors || sample !== undefined }) ? 0 : 1;
  },
);
