/** Runs unit tests under the mutation runner, and ends a worker that hangs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from './targets.ts';
import {
  allCoverage,
  isOfRound,
  Ledger,
  readAttempts,
  type Task,
  takeFatalMutants,
  taskEnvironment,
} from './task.ts';

/** Longer than any try may take (mutation-runner.ts), so only a blocked event loop reaches it. */
const hangsAfterMs = 15_000;
const lookEveryMs = 500;

export interface Outcome {
  passed: boolean;
  output: string;
}

export async function runTests(
  task: Task,
  files: readonly string[] = [],
  flags: string[] = [],
): Promise<Outcome> {
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'test/mutation/vitest.config.ts',
      ...flags,
      ...files,
    ],
    { cwd: root, env: { ...process.env, ...taskEnvironment(task) }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const watch = setInterval(() => endHanging(task.folder), lookEveryMs);
  const [code] = await once(child, 'close');
  clearInterval(watch);
  return { passed: code === 0, output };
}

function endHanging(folder: string): void {
  for (const { pid, startedAtMs } of readAttempts(folder)) {
    if (Date.now() - startedAtMs < hangsAfterMs) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Tries every mutant that is left. A worker that died at a mutant is started again without that one. */
export async function killMutants(task: Task): Promise<void> {
  const killed = new Ledger<string>(task.folder, 'killed');
  for (;;) {
    const files = filesToRun(task, new Set(killed.read()));
    if (files.length === 0) return;
    await runTests(task, files);
    const fatal = takeFatalMutants(task.folder);
    if (fatal.length === 0) return;
    for (const mutant of fatal) killed.add(mutant);
  }
}

/** The files with a test of this round that meets a mutant which is alive. */
function filesToRun({ folder, testMs }: Task, killed: ReadonlySet<string>): string[] {
  const wanted = new Set(new Ledger<string>(folder, 'wanted').read());
  const tests = allCoverage(folder).filter(
    (test) => isOfRound(test, testMs) && test.hits.some((id) => wanted.has(id) && !killed.has(id)),
  );
  return [...new Set(tests.map(({ file }) => file))];
}
