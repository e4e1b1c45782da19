/**
 * A vitest reporter: names the tests that passed only when they were run again, with the errors of the failed runs, so
 * that a flake is seen and mended.
 */
import type { Reporter, TestModule } from 'vitest/node';

export default class RetriedTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const retried = modules.flatMap((module) =>
      [...module.children.allTests('passed')]
        .filter((test) => (test.diagnostic()?.retryCount ?? 0) > 0)
        .map((test) => {
          const errors = (test.result().errors ?? []).map((error) => `\n    ${error.stack ?? error.message}`);
          return `  ${module.relativeModuleId} > ${test.fullName} (${test.diagnostic()!.retryCount})${errors.join('')}`;
        }),
    );
    if (retried.length === 0) return;
    console.log(`\n${retried.length} tests passed only when they were run again:\n${retried.join('\n')}\n`);
  }
}
