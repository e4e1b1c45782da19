/** The server process, started as users start it, and its output. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { expect, onTestFinished } from 'vitest';
import { childEnvironment, stopProgram } from './child-process.ts';
import { createPostgres } from './postgres-server.ts';

export type Environment = Record<string, string>;

const root = new URL('../../', import.meta.url);
/** Generous, because other tests run at the same time: alone a start takes one to four seconds. */
export const openWithinMs = 180_000;

/** The environment of the tests is not passed to the process. */
export function startServer(environment: Environment, ...command: string[]): ChildProcess {
  const env = { ...childEnvironment, PORT: '0', SEED_SAMPLE: 'false', ...environment };
  const arguments_ = command.length > 0 ? command : ['src/main.ts'];
  const child = spawn(process.execPath, arguments_, { cwd: root, env, stdio: 'pipe' });
  onTestFinished(() => stopProgram(child, 'SIGKILL'));
  return child;
}

/** The output of the process up to the awaited words. */
export async function said(child: ChildProcess, words: RegExp): Promise<RegExpMatchArray> {
  let output = '';
  for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
    output += chunk;
    const match = output.match(words);
    if (match) return match;
  }
  throw new Error(`it ended, having said: ${output}${await text(child.stderr!)}`);
}

/** The output and the exit code of a process that cannot start. */
export async function failureOf(environment: Environment): Promise<{ said: string; code: number }> {
  const child = startServer(environment);
  const [output, complaint, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'exit'),
  ]);
  return { said: output + complaint, code };
}

export async function appearance(directory: string, name: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const watcher = watch(directory, (_event, changed) => changed === name && resolve());
  if (existsSync(join(directory, name))) resolve();
  await promise;
  watcher.close();
}

export function useDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'pavilion-start-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Null if mounting is not permitted. */
export function useDisk(options: string): string | null {
  const directory = useDirectory();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', directory]).status !== 0) return null;
  onTestFinished(() => void spawnSync('umount', ['-l', directory]));
  return directory;
}
export const noDisks = 'needs the right to mount a file system';

export const atDatabase = (url: string): Environment => ({
  DATABASE_URL: url,
  AUTH_SECRET: 'a secret of at least thirty-two characters',
  // A test of a failed start must not wait.
  DATABASE_WAIT_MS: '0',
});

/** A Postgres that requires a password, unlike that of the other tests. */
export async function usePostgresWithPassword(): Promise<URL> {
  const server = await createPostgres();
  onTestFinished(() => server.remove());
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query("ALTER USER postgres PASSWORD 'right'");
  await client.end();
  await server.stop('fast');
  writeFileSync(join(server.directory, 'pg_hba.conf'), 'host all all all scram-sha-256\n');
  await server.start();
  return new URL(server.url);
}

/** Expects a server that ends with 1 and this line alone. */
export async function expectFailure(environment: Environment, line: string): Promise<void> {
  expect(await failureOf(environment)).toEqual({ said: `${line}\n`, code: 1 });
}
