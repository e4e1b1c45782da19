/** The unit tests under the mutation runner; test/mutation/main.ts calls it. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { readTask } from './task.ts';

const here = import.meta.dirname;
const { phase } = readTask();

process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'pavilion-compile-cache');

export default defineConfig({
  root: `${here}/../..`,
  test: {
    // Up to date after the first phase.
    globalSetup: phase === 'cover' ? ['test/support/generated-files.ts'] : [],
    // Which files load a mutant is seen only if each file loads its modules itself.
    isolate: phase === 'cover',
    setupFiles: ['test/support/fail-on-console-error.ts'],
    include: ['test/unit/**/*.test.ts'],
    runner: `${here}/mutation-runner.ts`,
    execArgv: ['--import', `${here}/load-instrumented.ts`],
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['dot'],
    passWithNoTests: true,
    // As in vitest.config.ts: a busy machine must not pass for a failing test. With a mutant the runner's own limit holds.
    testTimeout: 30_000,
    experimental: { viteModuleRunner: false },
  },
});
