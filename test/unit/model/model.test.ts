/** Three operators at the same time: a short form of `npm run model`. */
import { expect, it } from 'vitest';
import { explore } from '../../model/explore.ts';
import { mutants } from '../../model/mutants.ts';
import { scenarios } from '../../model/scenarios.ts';

const short = scenarios.map((scenario) => ({ ...scenario, expiries: Math.min(scenario.expiries, 2) }));

it.each(short.map((scenario) => [scenario.name, scenario] as const))(
  'nothing is signed twice, on hold or without control, and no lease is lost: %s',
  async (_, scenario) => {
    const { states, violation } = await explore(scenario);
    expect(violation).toBeNull();
    expect(states).toBeGreaterThan(50);
  },
);

it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('finds %s', async (_, mutant) => {
  for (const scenario of short) {
    if ((await explore(scenario, mutant)).violation) return;
  }
  expect.unreachable('no scenario finds it');
});
