import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../../src/database/database.ts';
import { DirectoryInUse, lockDirectory } from '../../../src/database/directory-lock.ts';
import { stopProgram } from '../../support/child-process.ts';

const source = new URL('../../../src/database/directory-lock.ts', import.meta.url).href;
/** Answers each line it reads: 'lock' with its pid or with the error, 'release' with 'released'. */
const script = `
  import { createInterface } from 'node:readline';
  import { lockDirectory } from '${source}';
  let lock;
  const verbs = {
    lock() {
      lock = lockDirectory(process.env.DIRECTORY);
      return process.pid;
    },
    release() {
      lock.release();
      return 'released';
    },
  };
  for await (const verb of createInterface(process.stdin)) {
    try {
      console.log(verbs[verb]());
    } catch (error) {
      console.log(error.name + ': ' + error.message);
    }
  }`;

function useDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'pavilion-lock-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** For a busy machine. */
const patience = { timeout: 30_000 };

interface Contender {
  child: ChildProcess;
  ask(verb: 'lock' | 'release'): Promise<string>;
}

/** Another process that may take the directory. Through a shell, its parent never asks how it ended. */
function useContender(directory: string, throughShell = false): Contender {
  const command = [process.execPath, '--input-type=module', '-e', script];
  const [program, ...parameters] = throughShell
    ? ['sh', '-c', 'exec 3<&0; "$@" <&3 & exec sleep 60', 'sh', ...command]
    : command;
  const env = { ...process.env, DIRECTORY: directory };
  const child = spawn(program!, parameters, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => stopProgram(child, 'SIGKILL'));
  const answers = createInterface(child.stdout!)[Symbol.asyncIterator]();
  return {
    child,
    async ask(verb) {
      child.stdin!.write(`${verb}\n`);
      return (await answers.next()).value ?? 'ended';
    },
  };
}

it('fails on a directory that another process has locked, and names that process', async () => {
  const directory = useDirectory();
  const pid = await useContender(directory).ask('lock');
  const opening = openDatabase({ kind: 'embedded', dataDir: directory }, { onError: () => {} });
  await expect(opening).rejects.toThrow(`${directory} is in use by process ${pid}`);
  await expect(opening).rejects.toThrow(DirectoryInUse);
});

it('fails on a directory that this process has already locked', () => {
  const directory = useDirectory();
  lockDirectory(directory);
  expect(() => lockDirectory(directory)).toThrow(`${directory} is in use by process ${process.pid}`);
});

it('can be acquired again after it is released', async () => {
  const directory = useDirectory();
  const lock = lockDirectory(directory);
  lock.release();
  const next = useContender(directory);
  expect(await next.ask('lock')).toBe(String(next.child.pid));
  lock.release();
  expect(() => lockDirectory(directory)).toThrow(DirectoryInUse);
});

it('takes over from a killed process', async () => {
  const directory = useDirectory();
  const { child, ask } = useContender(directory);
  await ask('lock');
  await stopProgram(child, 'SIGKILL');
  expect(() => lockDirectory(directory)).not.toThrow();
});

it('takes over from a killed process that is still a zombie', async () => {
  const directory = useDirectory();
  const pid = await useContender(directory, true).ask('lock');
  process.kill(Number(pid), 'SIGKILL');
  await vi.waitFor(() => expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z '), patience);
  // The kernel calls it a zombie a moment before its last thread has let go of its files.
  await vi.waitFor(() => lockDirectory(directory), patience);
});

it.each(['', 'garbage', '1', String(process.ppid)])(
  'ignores a pid file of an earlier process (%j)',
  (left) => {
    const directory = useDirectory();
    writeFileSync(join(directory, 'pavilion.pid'), left);
    lockDirectory(directory);
    expect(() => lockDirectory(directory)).toThrow(`in use by process ${process.pid}`);
  },
);

it('lets exactly one of eight processes acquire a directory, in every round', async () => {
  const directory = useDirectory();
  const contenders = Array.from({ length: 8 }, () => useContender(directory));
  for (let round = 0; round < 100; round++) {
    const answers = await Promise.all(contenders.map(({ ask }) => ask('lock')));
    const winners = contenders.filter(({ child }, index) => answers[index] === String(child.pid));
    const losers = answers.filter((answer) => answer.startsWith('DirectoryInUse: '));
    expect([winners.length, losers.length], answers.join('\n')).toEqual([1, 7]);
    await winners[0]!.ask('release');
  }
});
