/** The server's process, with unexpected errors that a test can plant, and its log. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished } from 'vitest';
import { childEnvironment, freePort, stopProgram } from './child-process.ts';
import { type LogLine, testSecret } from './pavilion.ts';

const root = new URL('../../', import.meta.url);
const plantErrors = new URL('./plant-errors.ts', import.meta.url).href;
const metricsToken = 'the-token-for-metrics';
/** A start takes one to four seconds alone, and longer beside other tests. */
export const openWithinMs = 180_000;

export interface Started {
  child: ChildProcess;
  url: string;
  port: number;
  ended: Promise<[code: number | null, signal: string | null]>;
}

export async function startProcess(databaseUrl: string, stdout: 'pipe' | number = 'pipe'): Promise<Started> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', plantErrors, 'src/main.ts'], {
    cwd: root,
    env: {
      ...childEnvironment,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: testSecret,
      LOG_LEVEL: 'debug',
      METRICS_TOKEN: metricsToken,
      OPERATIONS_PER_MINUTE: '1000000',
    },
    stdio: ['ignore', stdout, 'inherit', 'ipc'],
  });
  onTestFinished(() => stopProgram(child, 'SIGKILL'));
  const ended = once(child, 'exit') as Started['ended'];
  const url = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${url}/health/ready`).then(
      (answer) => answer.status,
      () => 0,
    );
  await expect.poll(isReady, { timeout: openWithinMs }).toBe(200);
  return { child, url, port, ended };
}

export async function droppedLines({ url }: Started): Promise<number> {
  const page = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
  return Number(/^pavilion_log_lines_dropped_total (\d+)$/m.exec(await page.text())?.[1]);
}

/** Fills the log: a mutation is logged with its request id. Resolves with the number of answers. */
export async function mutate({ url }: Started, count: number): Promise<number> {
  const requestId = 'i'.repeat(64);
  const body = JSON.stringify({
    query: `mutation { ${Array.from({ length: 50 }, (_, n) => `m${n}: resetRehearsal(input: { exhibition: "x" }) { __typename }`).join(' ')} }`,
  });
  let answers = 0;
  for (let sent = 0; sent < count; sent++) {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': requestId },
      body,
    });
    if ((await answer.json()).data) answers++;
  }
  return answers;
}

const readable = (child: ChildProcess) => createInterface({ input: child.stdout! });

/** The lines of the log so far, and later ones as they come. */
export function collectLog(child: ChildProcess): LogLine[] {
  const log: LogLine[] = [];
  readable(child).on('line', (line) => {
    if (line.startsWith('{')) log.push(JSON.parse(line));
  });
  return log;
}
