/** The real program in a process of its own, with a probe inside, so that a crash does not end the test run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { issueToken } from '../../src/auth/tokens.ts';
import { freePort, stopProgram } from '../support/child-process.ts';
import { createTestDatabase } from '../support/databases.ts';
import { type LogLine, type TokenRole, testSecret } from '../support/pavilion.ts';
import type { Probed } from './event-loop-probe.ts';

/** The whole suite runs in a heap that a small machine has. */
export const heapMb = 512;
const metricsToken = 'a token for metrics';
const root = new URL('../../', import.meta.url);
const probe = new URL('event-loop-probe.ts', import.meta.url).href;

export interface HostileServer {
  url: string;
  port: number;
  databaseUrl: string;
  log: LogLine[];
  child: ChildProcess;
  /** Asks the probe, which begins anew; about memory after a collection, which takes its time. */
  probe(about?: 'turns' | 'memory'): Promise<Probed>;
  /** What the metrics count of the callers. */
  gauges(): Promise<Gauges>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Gauges {
  sockets: number;
  eventStreams: number;
  members: number;
  audiences: number;
}

export async function startHostileServer(environment: Record<string, string> = {}): Promise<HostileServer> {
  const database = await createTestDatabase('empty');
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMb}`, '--expose-gc', '--import', probe, 'src/main.ts'],
    {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        DATABASE_URL: database.url,
        AUTH_SECRET: testSecret,
        LOG_LEVEL: 'info',
        OPERATIONS_PER_MINUTE: '1000000',
        METRICS_TOKEN: metricsToken,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  const log: LogLine[] = [];
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
    databaseUrl: database.url,
    log,
    child,
    async probe(about = 'turns') {
      const answer = once(child, 'message');
      child.send(about);
      return (await answer)[0] as Probed;
    },
    async gauges() {
      const headers = { authorization: `Bearer ${metricsToken}` };
      const page = await (await fetch(`http://127.0.0.1:${port}/metrics`, { headers })).text();
      const value = (name: string) => Number(new RegExp(`^pavilion_${name} (.+)$`, 'm').exec(page)?.[1]);
      return {
        sockets: value('sockets'),
        eventStreams: value('event_streams'),
        members: value('subscribers'),
        audiences: value('audiences'),
      };
    },
    async [Symbol.asyncDispose]() {
      await stopProgram(child, 'SIGKILL');
      await database.drop();
    },
  };
}

/** A token of the server's own secret. */
export function tokenOf(role: TokenRole, exhibitions: string[] = []): Promise<string> {
  const auth = {
    kind: 'secret' as const,
    secret: testSecret,
    retiredSecrets: [],
    issuer: 'pavilion',
    audience: 'pavilion',
  };
  return issueToken(testSecret, auth, { role, exhibitions, expires: '1h' });
}
