/** The machine and the versions: figures mean nothing without them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

export interface Machine {
  cpu: string;
  cores: number;
  memoryGiB: number;
  openFilesLimit: number;
  /** Load average of other processes when the run began. */
  loadBefore: number;
}

export function describeMachine(): Machine {
  const cores = cpus();
  return {
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    openFilesLimit: openFilesLimit(),
    loadBefore: loadavg()[0]!,
  };
}

/** Node raises its soft limit to the hard limit; only the machine's owner can raise that one. */
export function openFilesLimit(): number {
  const line = /^Max open files\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
  return line?.[1] === 'unlimited' ? Number.POSITIVE_INFINITY : Number(line?.[1] ?? 1024);
}

export function commitOf(directory: URL): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: directory, encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    const changed = git('status', '--porcelain', '--', '../src', '../prisma').length > 0;
    return git('rev-parse', '--short=12', 'HEAD') + (changed ? ' with changes' : '');
  } catch {
    return 'unknown';
  }
}

/** Versions of Node and of every package that the benchmark loads. */
export function versions(): Record<string, string> {
  const names = Object.keys(readJson('./package.json').dependencies ?? {});
  const ours = ['graphql', 'graphql-yoga', 'graphql-ws', 'ws', 'pg', '@prisma/client', '@pothos/core'];
  return {
    node: process.version,
    ...Object.fromEntries(ours.map((name) => [`pavilion: ${name}`, installed(`../node_modules/${name}`)])),
    ...Object.fromEntries(names.map((name) => [name, installed(`./node_modules/${name}`)])),
  };
}

function installed(folder: string): string {
  return readJson(`${folder}/package.json`).version ?? 'unknown';
}

function readJson(path: string): { version?: string; dependencies?: Record<string, string> } {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}
