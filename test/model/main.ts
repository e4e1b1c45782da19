/** npm run model: explores every scenario, and then each planted fault until a scenario finds it. */
import { runCommand } from '../../src/commands/command.ts';
import { explore } from './explore.ts';
import { mutants } from './mutants.ts';
import { scenarios } from './scenarios.ts';

await runCommand(
  {
    name: 'npm run model',
    summary: 'Explores every interleaving of three operators, and finds the planted faults.',
    options: {},
  },
  runModel,
);

async function runModel(): Promise<number> {
  let failures = 0;
  for (const scenario of scenarios) {
    const started = performance.now();
    const { states, violation } = await explore(scenario);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    console.log(`${violation ? 'VIOLATED' : 'holds'}  ${scenario.name}: ${states} states, ${seconds} s`);
    if (!violation) continue;
    failures++;
    console.log(`  ${violation.what}\n    ${violation.steps.join('\n    ')}`);
  }
  for (const mutant of mutants) {
    const found = await findFault(mutant);
    console.log(found ? `found  ${mutant.name}: ${found}` : `NOT FOUND  ${mutant.name}`);
    if (!found) failures++;
  }
  return failures > 0 ? 1 : 0;
}

async function findFault(mutant: (typeof mutants)[number]): Promise<string | null> {
  for (const scenario of scenarios) {
    const { violation } = await explore(scenario, mutant);
    if (violation) return violation.what;
  }
  return null;
}
