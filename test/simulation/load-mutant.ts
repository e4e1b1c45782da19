/** Loaded before a run with --import: the file of the mutant that PAVILION_MUTANT names is loaded with its fault. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { applyMutant, mutants } from './mutants.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const mutant = mutants.find(({ name }) => name === process.env.PAVILION_MUTANT);
if (!mutant) throw new Error('PAVILION_MUTANT names no mutant');

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:')) return nextLoad(url, context);
    const path = fileURLToPath(url.split('?')[0]!);
    if (path !== root + mutant.file) return nextLoad(url, context);
    const source = applyMutant(mutant, readFileSync(path, 'utf8'));
    return { format: 'module-typescript', source, shortCircuit: true };
  },
});
