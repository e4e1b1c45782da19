import type { Result } from './mutation-run.ts';
import type { NamedFault } from './named-faults.ts';

const leastKilledPercent = 80;

/** Prints the result of a run. Returns false if the tests detected too few mutants. */
export function printReport(
  results: readonly Result[],
  unseenFaults: readonly NamedFault[],
  { withSurvivors }: { withSurvivors: boolean },
): boolean {
  if (withSurvivors) for (const result of results) printSurvivor(result);
  const modules = Map.groupBy(results, ({ mutant }) =>
    mutant.file.split('/').slice(1, 3).join('/').replace(/\.ts$/, ''),
  );
  for (const [name, group] of [...modules].sort()) printRow(name, group);
  printRow('all', results);
  for (const { name } of unseenFaults) console.log(`no test sees the named fault: ${name}`);
  return unseenFaults.length === 0 && killedPercent(results) >= leastKilledPercent;
}

function printSurvivor({ mutant, outcome }: Result): void {
  if (outcome !== 'survived' && outcome !== 'unmet') return;
  const { file, line, original, replacement } = mutant;
  console.log(
    `${file}:${line}  ${original}  →  ${replacement}${outcome === 'unmet' ? '  (no test comes here)' : ''}`,
  );
}

function printRow(name: string, results: readonly Result[]): void {
  const count = (outcome: Result['outcome']) => results.filter((each) => each.outcome === outcome).length;
  console.log(
    `${name.padEnd(36)}${killedPercent(results).toFixed(1).padStart(6)} % of ${String(results.length).padStart(4)}` +
      `  survived ${count('survived')}, no test ${count('unmet')}, equivalent ${count('equivalent')}`,
  );
}

function killedPercent(results: readonly Result[]): number {
  const seen = results.filter(({ outcome }) => outcome === 'killed' || outcome === 'equivalent');
  return results.length === 0 ? 100 : (100 * seen.length) / results.length;
}
