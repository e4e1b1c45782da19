import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const long = 'test/**/*.long.test.ts';
const withoutServices = ['test/unit/**/*.test.ts', 'test/contract/*.test.ts'];

/** TESTING.md says what each project is for. A project that has `services` starts a Postgres and a Redis. */
const project = (
  name: string,
  options: { include: string[]; exclude?: string[]; services?: boolean; isolate?: boolean },
): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name,
    include: options.include,
    exclude: options.exclude ?? [],
    isolate: options.isolate ?? true,
    globalSetup: options.services ? ['test/support/services.ts'] : [],
  },
});

export default defineConfig({
  test: {
    globalSetup: ['test/support/generated-files.ts'],
    setupFiles: ['test/support/fail-on-console-error.ts', 'test/support/fail-on-prisma-fallback.ts'],
    // Two cores: more workers than that only delay each other.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A machine that does other things too may be slow to reach the awaited state.
    expect: { poll: { timeout: 15_000 } },
    pool: 'forks',
    // Node itself runs the files, as in production: through Vite there would be two copies of graphql.
    experimental: { viteModuleRunner: false },
    projects: [
      // Two processes import each module once instead of once per file; no module has mutable state of its own.
      project('unit', { include: withoutServices, isolate: false }),
      project('integration', {
        include: ['test/**/*.test.ts'],
        exclude: [...withoutServices, 'test/web/**', 'test/faults/**', long],
        services: true,
      }),
      project('browser', { include: ['test/web/**/*.test.ts'], exclude: [long], services: true }),
      project('faults', { include: ['test/faults/**/*.test.ts'], exclude: [long] }),
      // Not part of `npm test`: `npm run test:long` runs it.
      project('long', { include: [long], services: true }),
    ],
  },
});
