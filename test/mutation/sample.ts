/** The mutants of the target files, and a choice of them that is the same in each run. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instrument, type Mutant } from './instrument.ts';
import { root, targetFiles } from './targets.ts';

export function readMutants(part: string): Mutant[] {
  const files = targetFiles().filter((file) => file.includes(part));
  return files.flatMap((file) => instrument(file, readFileSync(join(root, file), 'utf8')).mutants);
}

/** By what is changed, not by where it stands: an edit elsewhere in the file leaves the choice as it is. */
export function sampleOf(mutants: Mutant[], size: number): Mutant[] {
  const rank = ({ file, original, replacement }: Mutant) =>
    createHash('sha256').update(`${file}\n${original}\n${replacement}`).digest('hex');
  return mutants
    .map((mutant) => ({ mutant, rank: rank(mutant) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant);
}
