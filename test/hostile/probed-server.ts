/** The real program in a process of its own, with a probe inside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { childEnvironment, freePort, stopProgram } from '../support/child-process.ts';
import type { Probed } from './event-loop-probe.ts';

/** The whole suite runs in a heap that a small machine has. */
export const heapMb = 512;
const root = new URL('../../', import.meta.url);
const probe = new URL('event-loop-probe.ts', import.meta.url).href;

export interface ProbedServer {
  url: string;
  port: number;
  /** The lines of its log. */
  log: object[];
  child: ChildProcess;
  /** Asks the probe, which begins anew; about memory after a collection, which takes its time. */
  probe(about?: 'turns' | 'memory'): Promise<Probed>;
  stop(): Promise<void>;
}

export async function startProbedServer(
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<ProbedServer> {
  const port = await freePort();
  const flags = [`--max-old-space-size=${heapMb}`, '--expose-gc', '--import', probe];
  const child = spawn(process.execPath, [...flags, 'src/main.ts'], {
    cwd: root,
    env: {
      ...childEnvironment,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: 'a secret of at least thirty-two characters',
      LOG_LEVEL: 'info',
      OPERATIONS_PER_MINUTE: '1000000',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const log: object[] = [];
  const open = Promise.withResolvers<void>();
  child.once('exit', (code) => open.reject(new Error(`the server ended with ${code}`)));
  createInterface({ input: child.stdout! }).on('line', (line) => {
    if (line.startsWith('{')) log.push(JSON.parse(line));
    if (line.includes('Pavilion listens on')) open.resolve();
  });
  await open.promise;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    log,
    child,
    async probe(about = 'turns') {
      const answer = once(child, 'message');
      child.send(about);
      return (await answer)[0] as Probed;
    },
    stop: () => stopProgram(child, 'SIGKILL'),
  };
}
