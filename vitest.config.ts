import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/fail-on-console-error.ts'],
    include: ['test/**/*.test.ts'],
    // Two cores: more workers than that only make each other late.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes when it comes, on a machine that does other things too.
    expect: { poll: { timeout: 15_000 } },
    pool: 'forks',
    // The files run as they do in production, by Node itself: through Vite there would be two copies of graphql.
    experimental: { viteModuleRunner: false },
  },
});
