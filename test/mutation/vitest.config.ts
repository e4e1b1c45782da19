/** The unit tests under the mutation runner; test/mutation/main.ts calls it. */
import { defineConfig } from 'vitest/config';

const here = import.meta.dirname;

export default defineConfig({
  root: `${here}/../..`,
  test: {
    globalSetup: ['test/support/generated-files.ts'],
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
