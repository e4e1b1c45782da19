/** A server in its own process: its port, its CPU time, its memory. */
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort, startProgram, stopProgram } from '../test/support/child-process.ts';

/** USER_HZ, the unit of times in /proc; 100 on every Linux that Node supports. */
const ticksPerSecond = 100;
const startWithinMs = 30_000;
const collectWithinMs = 20_000;

export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  /** User and system time of all threads so far. */
  cpuSeconds(): number;
  /** After a garbage collection. */
  memoryBytes(): Promise<Memory>;
  /** The process is stopped (SIGSTOP), not ended: what arrives for it waits. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

export interface Memory {
  resident: number;
  /** JavaScript heap and buffers: exact, without the memory of the kernel and of socket handles. */
  heap: number;
}

export interface ServerOptions {
  /** The server listens when a line of its output matches `ready`. */
  file: string;
  ready?: RegExp;
  environment?: Record<string, string>;
  profile?: boolean;
}

const running = new Set<ChildProcess>();

/** Servers to end when the benchmark is interrupted. */
export function killServers(): void {
  for (const child of running) child.kill('SIGKILL');
}

export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { file, ready = /^ready$/m, environment = {}, profile = false } = options;
  const port = await freePort();
  const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const child = await startProgram(
    process.execPath,
    [
      '--expose-gc',
      ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${path('./profiles')}`] : []),
      '--import',
      path('./collect-garbage.ts'),
      path(file),
    ],
    {
      env: { ...process.env, NODE_ENV: 'production', PORT: String(port), ...environment },
      ready,
      timeoutMs: startWithinMs,
    },
  );
  const pid = child.pid!;
  running.add(child);
  child.once('exit', () => running.delete(child));
  if (process.env.BENCH_VERBOSE) child.stderr?.pipe(process.stderr);
  return {
    pid,
    port,
    cpuSeconds() {
      // proc(5): the name, in parentheses, may contain spaces; utime and stime are the 14th and 15th fields.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
      return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    },
    async memoryBytes() {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const timer = setTimeout(reject, collectWithinMs, new Error(`${file} collected no garbage`));
      const listen = (chunk: Buffer) => {
        const bytes = /^garbage collected, (\d+) bytes left$/m.exec(String(chunk))?.[1];
        if (bytes) resolve(Number(bytes));
      };
      child.stdout!.on('data', listen);
      child.kill('SIGUSR2');
      const heap = await promise.finally(() => {
        clearTimeout(timer);
        child.stdout!.off('data', listen).resume();
      });
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return { heap, resident: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024 };
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    // Node writes a profile while it exits; otherwise there is nothing to wait for.
    stop: () => stopProgram(child, profile ? 'SIGTERM' : 'SIGKILL'),
  };
}
