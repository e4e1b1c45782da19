/**
 * The lists of the mutation run name places in the source. An entry for a place that no longer exists has no effect.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { equivalents, isEquivalent } from '../mutation/equivalents.ts';
import { applyNamedFault, namedFaults } from '../mutation/named-faults.ts';
import { readMutants } from '../mutation/sample.ts';
import { outdatedPatterns, root } from '../mutation/targets.ts';

it.each(namedFaults)('the fault "$name" can be made in one place', (fault) => {
  const source = readFileSync(join(root, fault.file), 'utf8');
  expect(applyNamedFault(fault, source)).not.toBe(source);
});

it('lists no equivalent mutant that the source no longer has', () => {
  const files = [...new Set(equivalents.map(({ file }) => file))];
  const mutants = files.flatMap(readMutants);
  const gone = equivalents.filter((each) => !mutants.some((mutant) => isEquivalent(mutant, [each])));
  expect(gone).toEqual([]);
});

it('makes mutants of files that exist', () => {
  expect(outdatedPatterns()).toEqual([]);
});

it('names each fault once, since a run finds it by its name', () => {
  const names = namedFaults.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
