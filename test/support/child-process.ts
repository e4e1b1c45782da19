import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** What a process of ours needs of the tests' environment: nothing else is passed. */
export const childEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
};

/** What npm needs besides to reach its registry from this machine. */
const ofRegistry =
  /^(HOME|.*_proxy|npm_config_(registry|cache|userconfig|cafile)|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR))$/i;

export const npmEnvironment: NodeJS.ProcessEnv = {
  ...childEnvironment,
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => ofRegistry.test(name))),
};

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** The program's path, or null: PATH first, then the given folders. */
export function findProgram(name: string, folders: string[] = []): string | null {
  const places = [...(process.env.PATH ?? '').split(delimiter), ...folders];
  return places.map((place) => join(place, name)).find((path) => existsSync(path)) ?? null;
}

/** As root on Debian, installs a package and says so; elsewhere says in one line what is missing. */
export function installPackage(debianPackage: string): void {
  if (process.getuid?.() !== 0 || !findProgram('apt-get')) {
    throw new Error(`The tests need ${debianPackage}: install it, or give DATABASE_URL and REDIS_URL.`);
  }
  console.log(`installing ${debianPackage} with apt-get, for the tests`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', debianPackage], { env, stdio: 'pipe' });
  if (install().status === 0) return;
  spawnSync('apt-get', ['update'], { env, stdio: 'pipe' });
  const second = install();
  if (second.status !== 0) throw new Error(`apt-get could not install ${debianPackage}:\n${second.stderr}`);
}

/** Starts a program that answers `ready` on its output, and gives up after the time given. */
export async function startProgram(
  command: string,
  args: string[],
  options: SpawnOptions & { ready: RegExp; timeoutMs: number },
): Promise<ChildProcess> {
  const { ready, timeoutMs, ...spawnOptions } = options;
  const child = spawn(command, args, { ...spawnOptions, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const read = (chunk: Buffer) => {
    output += chunk;
    if (ready.test(output)) resolve();
  };
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  child.once('error', reject);
  child.once('exit', (code) => reject(new Error(`${command} ended with ${code}:\n${output}`)));
  const timer = setTimeout(() => reject(new Error(`${command} was not ready:\n${output}`)), timeoutMs);
  try {
    await promise;
    return child;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
    child.stdout?.off('data', read).resume();
    child.stderr?.off('data', read).resume();
  }
}

/** Runs a program to its end; rejects with its output if the exit code is not 0. */
export async function runProgram(command: string, args: string[], options: SpawnOptions): Promise<void> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${output}`);
}

export async function stopProgram(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
