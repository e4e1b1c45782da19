/** One server of the run: a child process that can be started, stopped, killed, frozen, armed with a crash point, and queried. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { childEnvironment, stopProgram } from '../support/child-process.ts';
import type { Answers, Question } from './patches/answers.ts';
import type { CrashPoint } from './patches/crash-points.ts';

const startWithinMs = 60_000;
const exitWithinMs = 40_000;
const answerWithinMs = 60_000;
const keptLines = 200;
const errorLevel = 50;

export interface ServerOptions {
  port: number;
  environment: Record<string, string>;
  mutant?: string | undefined;
  nodeFlags?: string[];
}

export class ServerProcess {
  readonly options: ServerOptions;
  /** Errors that it logged. */
  readonly surprises: string[] = [];
  readonly #lines: string[] = [];
  #child: ChildProcess | null = null;
  #questions = 0;

  constructor(options: ServerOptions) {
    this.options = options;
  }

  get port(): number {
    return this.options.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves when it reports that it is listening; rejects with its output if it exits before. */
  async start(): Promise<void> {
    if (this.isRunning) throw new Error('the server is running');
    const { port, environment, mutant, nodeFlags = [] } = this.options;
    const entry = new URL('server.ts', import.meta.url).pathname;
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', ...nodeFlags, entry, ...(mutant ? ['--mutant', mutant] : [])],
      {
        env: { ...childEnvironment, PORT: String(port), LOG_LEVEL: 'warn', ...environment },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    this.#child = child;
    const opened = Promise.withResolvers<void>();
    const read = (line: string) => {
      if (line.includes('Pavilion listens on')) opened.resolve();
      this.#keep(line);
    };
    createInterface(child.stdout!).on('line', read);
    createInterface(child.stderr!).on('line', read);
    child.once('exit', (code, signal) =>
      opened.reject(new Error(`the server ended with ${signal ?? code}:\n${this.#lines.join('\n')}`)),
    );
    const timer = setTimeout(
      () => opened.reject(new Error(`the server was not open in time:\n${this.#lines.join('\n')}`)),
      startWithinMs,
    );
    await opened.promise.finally(() => clearTimeout(timer));
  }

  #keep(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > keptLines) this.#lines.shift();
    const level = Number(/^\{"level":(\d+)/.exec(line)?.[1] ?? 0);
    if (level >= errorLevel) this.surprises.push(line);
  }

  /** Resolves when the process has exited. */
  async kill(): Promise<void> {
    if (this.#child) await stopProgram(this.#child, 'SIGKILL');
  }

  /** Requests a graceful shutdown; resolves with the exit code. */
  async terminate(): Promise<number | null> {
    const child = this.#child;
    if (!child || !this.isRunning) return null;
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit', { signal: AbortSignal.timeout(exitWithinMs) });
    return code as number | null;
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  continue(): void {
    this.#child?.kill('SIGCONT');
  }

  /** The next announcement that passes the point kills the process; null disarms it. */
  arm(point: CrashPoint | null): void {
    // A process that has just crashed may not have been seen to exit: without a callback the error would be uncaught.
    this.#child!.send({ arm: point }, () => {});
  }

  async ended(signal: AbortSignal): Promise<void> {
    await once(this.#child!, 'exit', { signal });
  }

  async ask<Name extends keyof Answers>(
    name: Name,
    ...parameters: Parameters<Answers[Name]>
  ): Promise<Awaited<ReturnType<Answers[Name]>>> {
    const child = this.#child!;
    const number = ++this.#questions;
    const { promise, resolve, reject } = Promise.withResolvers<never>();
    const hear = (message: { number?: number; value?: never; error?: string }) => {
      if (message.number !== number) return;
      if (message.error === undefined) resolve(message.value as never);
      else reject(new Error(message.error));
    };
    child.on('message', hear);
    const timer = setTimeout(() => reject(new Error(`the server did not answer ${name}`)), answerWithinMs);
    child.send({ ask: name, number, parameters } satisfies Question);
    return promise.finally(() => {
      clearTimeout(timer);
      child.off('message', hear);
    });
  }
}
