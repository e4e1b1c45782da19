import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const long = 'test/**/*.long.test.ts';
const withoutServices = ['test/unit/**/*.test.ts', 'test/contract/*.test.ts'];

// Servers and commands that tests start, and the workers, load compiled modules from here: a third of the time of a start.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'pavilion-compile-cache');

/** CI machines are shared and slow: a test that needed another run is named at the end (test/support/retried-tests.ts). */
const retries = process.env.CI ? 2 : 0;

/** TESTING.md says what each project is for. A project that has `services` starts a Postgres and a Redis. */
const project = (
  name: string,
  options: {
    include: string[];
    exclude?: string[];
    services?: boolean;
    retry?: number;
    testTimeout?: number;
  },
): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name,
    include: options.include,
    exclude: options.exclude ?? [],
    retry: options.retry ?? 0,
    testTimeout: options.testTimeout ?? 30_000,
    globalSetup: options.services ? ['test/support/services.ts'] : [],
  },
});

export default defineConfig({
  test: {
    globalSetup: ['test/support/generated-files.ts'],
    setupFiles: ['test/support/fail-on-console-error.ts', 'test/support/fail-on-prisma-fallback.ts'],
    reporters: ['default', './test/support/retried-tests.ts'],
    // Two cores: more workers than that only delay each other.
    maxWorkers: 2,
    // Two processes import each module once instead of once per file; no module has mutable state of its own.
    isolate: false,
    hookTimeout: 120_000,
    // A machine that does other things too may be slow to reach the awaited state.
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    // Node itself runs the files, as in production: through Vite there would be two copies of graphql.
    experimental: { viteModuleRunner: false },
    projects: [
      project('unit', { include: withoutServices }),
      project('integration', {
        include: ['test/**/*.test.ts'],
        exclude: [...withoutServices, 'test/web/**', 'test/faults/**', long],
        services: true,
        retry: retries,
        testTimeout: 60_000,
      }),
      project('browser', {
        include: ['test/web/**/*.test.ts'],
        exclude: [long],
        services: true,
        retry: retries,
        testTimeout: 90_000,
      }),
      project('faults', { include: ['test/faults/**/*.test.ts'], exclude: [long], retry: retries }),
      // Not part of `npm test`: `npm run test:long` runs it.
      project('long', { include: [long], services: true, retry: retries, testTimeout: 120_000 }),
    ],
  },
});
