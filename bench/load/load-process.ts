/** Starts the load process and sends it one command after the other. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Commands } from './load.ts';

const answerWithinMs = 300_000;

export class LoadProcess {
  readonly #child: ChildProcess;

  constructor() {
    this.#child = fork(fileURLToPath(new URL('./load.ts', import.meta.url)));
    this.#child.once('exit', (code) => this.#child.emit('message', { error: `the load ended with ${code}` }));
  }

  get pid(): number {
    return this.#child.pid!;
  }

  async do<Name extends keyof Commands>(
    name: Name,
    ...[argument]: Parameters<Commands[Name]>
  ): Promise<Awaited<ReturnType<Commands[Name]>>> {
    const answered = once(this.#child, 'message', { signal: AbortSignal.timeout(answerWithinMs) });
    this.#child.send({ name, argument });
    const [answer] = await answered;
    if (answer.error) throw new Error(`${name}: ${answer.error}`);
    return answer.result;
  }

  stop(): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}
