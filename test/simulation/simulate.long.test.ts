/** `npm run simulate` over more seeds, its mutants, and that a seed repeats. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const main = fileURLToPath(new URL('main.ts', import.meta.url));

it('finds no broken promise of the stream, its connections and its clients in fifty seeds', async () => {
  const { stdout } = await run(process.execPath, [main, '--seeds', '50']);
  expect(stdout).toContain('50 seeds');
}, 300_000);

it('repeats a seed exactly', async () => {
  const parameters = ['--seeds', '10', '--trace'];
  const env = { ...process.env, PAVILION_MUTANT: 'lost entries stay in the ring buffer' };
  const loader = ['--import', new URL('load-mutant.ts', import.meta.url).href];
  const failures = await Promise.all(
    [1, 2].map(() =>
      run(process.execPath, [...loader, main, ...parameters], { env, maxBuffer: 64 * 1024 * 1024 }).catch(
        ({ stdout }: { stdout: string }) => stdout,
      ),
    ),
  );
  expect(failures[0]).toMatch(/^seed \d+: /m);
  expect(failures[0] === failures[1]).toBe(true);
}, 120_000);

it('finds each of its mutants', async () => {
  const { stdout } = await run(process.execPath, [main, '--mutants']);
  expect(stdout).not.toContain('MISSED');
  expect(stdout).toMatch(/^(\d+) of \1 found$/m);
}, 600_000);
