/**
 * A vitest runner that runs a test once for each mutant it meets, in one process: files are loaded one time, and a try
 * with another mutant takes as long as the test itself.
 */
import { type RunnerTask, type RunnerTestCase, TestRunner } from 'vitest';
import type { MutantSwitch } from './mutant-switch.ts';
import { coverageOf, isOfRound, Ledger, noteAttempt, readTask, type TestCoverage } from './task.ts';

/** Kept from fake clocks. */
const { setTimeout, clearTimeout, performance } = globalThis;
const leastTimeoutMs = 500;
const timeoutFactor = 10;
const mostTimeoutMs = 10_000;

const { phase, folder, testMs } = readTask();
const { mutantSwitch } = globalThis as unknown as { mutantSwitch: MutantSwitch };
const killed = new Ledger<string>(folder, 'killed');
/** What is left to kill, by this process or another one. */
const alive = new Set(new Ledger<string>(folder, 'wanted').read());

export default class MutationRunner extends TestRunner {
  #candidates: string[] = [];
  #current: string | null = null;
  #timeoutMs = 0;
  #startedAt = 0;
  #knownFile = '';
  #known = new Map<string, TestCoverage>();

  constructor(...parameters: ConstructorParameters<typeof TestRunner>) {
    super(...parameters);
    if (phase !== 'kill') return;
    process.setMaxListeners(0);
    // A promise that a mutant left behind is a fault that the test run would report.
    for (const event of ['unhandledRejection', 'uncaughtException'] as const)
      process.on(event, () => this.#kill());
  }

  override async onBeforeRunTask(test: RunnerTask): Promise<void> {
    await super.onBeforeRunTask(test);
    if (phase !== 'kill' || test.type !== 'test' || test.mode === 'skip') return;
    const known = this.#coverageOf(fileOf(test)).get(locationOf(test).name);
    this.#candidates = known && isOfRound(known, testMs) ? this.#alive(known.hits) : [];
    if (this.#candidates.length === 0) {
      test.mode = 'skip';
      return;
    }
    this.#timeoutMs = Math.min(Math.max(leastTimeoutMs, known!.durationMs * timeoutFactor), mostTimeoutMs);
    test.repeats = this.#candidates.length - 1;
  }

  override onBeforeTryTask(test: RunnerTask, options: { retry: number; repeats: number }): void {
    super.onBeforeTryTask(test, options);
    if (phase === 'cover') {
      const before = mutantSwitch.takeHits();
      if (before.length > 0) this.#note({ file: fileOf(test), name: '', durationMs: 0, hits: before });
      this.#startedAt = performance.now();
    }
    if (phase === 'kill') {
      const mutant = this.#candidates[options.repeats]!;
      noteAttempt(folder, mutant);
      mutantSwitch.turnOn(mutant);
      this.#current = mutant;
    }
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test as never) as () => Promise<void>;
    if (phase !== 'kill') return await run();
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error('too slow with this mutant')), this.#timeoutMs);
    try {
      await Promise.race([run(), promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  override async onAfterRetryTask(
    test: RunnerTestCase,
    options: { retry: number; repeats: number },
  ): Promise<void> {
    await super.onAfterRetryTask(test as never, options);
    if (phase === 'cover') {
      const durationMs = performance.now() - this.#startedAt;
      this.#note({ ...locationOf(test), durationMs, hits: mutantSwitch.takeHits() });
    }
    if (phase === 'kill') {
      if (test.result?.state === 'fail') this.#kill();
      mutantSwitch.turnOn(null);
      noteAttempt(folder, null);
      this.#current = null;
      delete test.result!.errors;
    }
  }

  #alive(mutants: string[]): string[] {
    for (const id of killed.readNew()) alive.delete(id);
    return mutants.filter((id) => alive.has(id));
  }

  #note(test: TestCoverage): void {
    const hits = test.hits.filter((id) => alive.has(id));
    if (hits.length > 0) coverageOf(folder, test.file).add({ ...test, hits });
  }

  #coverageOf(file: string): Map<string, TestCoverage> {
    if (file !== this.#knownFile) {
      this.#known = new Map(
        coverageOf(folder, file)
          .read()
          .map((test) => [test.name, test]),
      );
      this.#knownFile = file;
    }
    return this.#known;
  }

  #kill(): void {
    if (this.#current !== null) killed.add(this.#current);
  }
}

const fileOf = (test: RunnerTask) => test.file.name;

function locationOf(test: RunnerTask): { file: string; name: string } {
  const names = [test.name];
  for (let suite = test.suite; suite; suite = suite.suite) names.unshift(suite.name);
  return { file: fileOf(test), name: names.join(' > ') };
}
