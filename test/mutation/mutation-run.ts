/** One run: first each unit test notes the mutants it meets, then it is run with each of those, quick tests first. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isEquivalent } from './equivalents.ts';
import type { Mutant } from './instrument.ts';
import { applyNamedFault, type NamedFault, namedFaults } from './named-faults.ts';
import { killMutants, runTests } from './run-tests.ts';
import { root } from './targets.ts';
import { allCoverage, Ledger, type Task } from './task.ts';

/** What a quick test kills, a slow one need not try. */
const rounds: Task['testMs'][] = [
  [0, 20],
  [20, 200],
  [200, 5_000],
];
const atOnce = 2;

export interface Result {
  mutant: Mutant;
  /** unmet: no unit test reaches this expression. */
  outcome: 'killed' | 'survived' | 'unmet' | 'equivalent';
}

export class Run implements Disposable {
  readonly #mutants: readonly Mutant[];
  readonly #folder = mkdtempSync(join(tmpdir(), 'pavilion-mutants-'));

  constructor(mutants: readonly Mutant[]) {
    this.#mutants = mutants;
    const wanted = new Ledger<string>(this.#folder, 'wanted');
    for (const mutant of mutants) if (!isEquivalent(mutant)) wanted.add(mutant.id);
  }

  async tryAll(): Promise<Result[]> {
    const baseline = await runTests(this.#task({ phase: 'cover' }));
    if (!baseline.passed) throw new Error(`The unit tests fail without any mutant:\n${baseline.output}`);
    for (const testMs of rounds) await killMutants(this.#task({ phase: 'kill', testMs }));
    const met = Map.groupBy(
      allCoverage(this.#folder).flatMap(({ file, name, hits }) => hits.map((id) => ({ id, file, name }))),
      ({ id }) => id,
    );
    await this.#tryThoseOfLoading(met);
    const killed = new Set(new Ledger<string>(this.#folder, 'killed').read());
    return this.#mutants.map((mutant) => {
      if (killed.has(mutant.id)) return { mutant, outcome: 'killed' };
      if (isEquivalent(mutant)) return { mutant, outcome: 'equivalent' };
      return { mutant, outcome: met.has(mutant.id) ? 'survived' : 'unmet' };
    });
  }

  /** What runs when a file is loaded can't be switched later: these mutants get a process of their own. */
  async #tryThoseOfLoading(met: Map<string, { id: string; file: string; name: string }[]>): Promise<void> {
    const killed = new Ledger<string>(this.#folder, 'killed');
    const gone = new Set(killed.read());
    const left = [...met].filter(([id, places]) => !gone.has(id) && places.some(({ name }) => name === ''));
    await eachOf(left, async ([id, places]) => {
      const files = [...new Set(places.map(({ file }) => file))];
      const { passed } = await runTests(this.#task({ phase: 'once', activeFromTheStart: id }), files, [
        '--bail=1',
      ]);
      if (!passed) killed.add(id);
    });
  }

  /** Tests that are too slow to be tried. On a busy machine these are many, and what they see counts as unseen. */
  countSlowTests(): number {
    const [, mostMs] = rounds.at(-1)!;
    return allCoverage(this.#folder).filter(({ durationMs }) => durationMs > mostMs).length;
  }

  /** Those that the tests don't see. */
  async tryNamedFaults(): Promise<NamedFault[]> {
    const unseen: NamedFault[] = [];
    // Here, not only in the worker: there the error would make the tests fail, and the fault pass for seen.
    for (const fault of namedFaults) applyNamedFault(fault, readFileSync(join(root, fault.file), 'utf8'));
    await eachOf(namedFaults, async (fault) => {
      const task = this.#task({ phase: 'once', namedFault: fault.name });
      const { passed } = await runTests(task, fault.tests, ['--bail=1']);
      if (passed) unseen.push(fault);
    });
    return unseen;
  }

  #task(task: Pick<Task, 'phase'> & Partial<Task>): Task {
    const targets = [...new Set(this.#mutants.map(({ file }) => file))];
    return {
      folder: this.#folder,
      targets,
      testMs: [0, 0],
      activeFromTheStart: null,
      namedFault: null,
      ...task,
    };
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
