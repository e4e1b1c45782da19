/** A short form of `npm run simulate`, and whether its mutants still fit the code. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { applyMutant, mutants } from './mutants.ts';

const run = promisify(execFile);
const main = fileURLToPath(new URL('main.ts', import.meta.url));

it('finds no broken promise of the stream, its connections and its clients in four seeds', async () => {
  const { stdout } = await run(process.execPath, [main, '--seeds', '4']);
  expect(stdout).toContain('4 seeds');
}, 120_000);

it.each(mutants)('can still be patched with the fault that $name', (mutant) => {
  const text = readFileSync(new URL(`../../${mutant.file}`, import.meta.url), 'utf8');
  expect(applyMutant(mutant, text)).not.toBe(text);
});
