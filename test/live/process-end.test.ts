/** How the server's process ends, and that its log never holds it up. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { tokenOf } from '../hostile/hostile-server.ts';
import { buildExhibition } from '../support/build-exhibition.ts';
import { freePort, stopProgram } from '../support/child-process.ts';
import { createTestDatabase } from '../support/databases.ts';
import { Link } from '../support/link.ts';
import { type LogLine, testSecret } from '../support/pavilion.ts';

const root = new URL('../../', import.meta.url);
const plantErrors = new URL('../support/plant-errors.ts', import.meta.url).href;
const metricsToken = 'the-token-for-metrics';
/** A start takes one to four seconds alone, and longer beside other tests. */
const openWithinMs = 60_000;
const drainWithinMs = 5_000;
/** For the end of a process whose server is closed already, on a loaded machine. */
const toleranceMs = 2_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.drop());

interface Started {
  child: ChildProcess;
  url: string;
  port: number;
  ended: Promise<[code: number | null, signal: string | null]>;
}

async function start(
  stdout: 'pipe' | number = 'pipe',
  environment: Record<string, string> = {},
): Promise<Started> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', plantErrors, 'src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATABASE_URL: database.url,
      AUTH_SECRET: testSecret,
      LOG_LEVEL: 'debug',
      METRICS_TOKEN: metricsToken,
      OPERATIONS_PER_MINUTE: '1000000',
      ...environment,
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

/** The milliseconds until the process has ended, and how. */
async function endOf({
  ended,
}: Started): Promise<{ ms: number; code: number | null; signal: string | null }> {
  const startedAt = performance.now();
  const [code, signal] = await ended;
  return { ms: performance.now() - startedAt, code, signal };
}

async function droppedLines({ url }: Started): Promise<number> {
  const page = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
  return Number(/^pavilion_log_lines_dropped_total (\d+)$/m.exec(await page.text())?.[1]);
}

/** Fills the log: a mutation is logged with its request id. Resolves with the number of answers. */
async function mutate({ url }: Started, count: number): Promise<number> {
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
function collectLog(child: ChildProcess): LogLine[] {
  const log: LogLine[] = [];
  readable(child).on('line', (line) => {
    if (line.startsWith('{')) log.push(JSON.parse(line));
  });
  return log;
}

describe('a log that nobody takes', () => {
  it(
    'costs lines, which are counted, and neither an answer nor the end on SIGTERM: a pipe that is not read',
    async () => {
      const server = await start();
      // Nothing reads it: what the pipe and the process hold is full soon.
      expect(await mutate(server, 150)).toBe(150);
      expect(await droppedLines(server)).toBeGreaterThan(0);
      server.child.kill('SIGTERM');
      const { ms, code } = await endOf(server);
      expect(code).toBe(0);
      expect(ms).toBeLessThan(drainWithinMs + toleranceMs);
    },
    openWithinMs,
  );

  it(
    'costs lines, which are counted, and neither an answer nor the end on SIGTERM: a reader that has ended',
    async () => {
      const server = await start();
      server.child.stdout!.destroy();
      expect(await mutate(server, 2)).toBe(2);
      await expect.poll(() => droppedLines(server)).toBeGreaterThanOrEqual(50);
      server.child.kill('SIGTERM');
      expect((await endOf(server)).code).toBe(0);
    },
    openWithinMs,
  );

  it(
    'costs lines, which are counted, and neither an answer nor the end on SIGTERM: a full disk',
    async () => {
      const fullDisk = openSync('/dev/full', 'w');
      onTestFinished(() => closeSync(fullDisk));
      const server = await start(fullDisk);
      expect(await mutate(server, 2)).toBe(2);
      await expect.poll(() => droppedLines(server)).toBeGreaterThanOrEqual(100);
      server.child.kill('SIGTERM');
      expect((await endOf(server)).code).toBe(0);
    },
    openWithinMs,
  );
});

describe('an error that no code expects', () => {
  it.each(['exception', 'rejection'])(
    'is logged, drains the server and ends it with 1: an %s',
    async (planted) => {
      const server = await start();
      const log = collectLog(server.child);
      const socket = createConnection(server.port, '127.0.0.1');
      await once(socket, 'connect');
      server.child.send(planted);
      await expect.poll(() => fetch(`${server.url}/health/ready`).then(({ status }) => status)).toBe(503);
      const { code, ms } = await endOf(server);
      expect(code).toBe(1);
      expect(ms).toBeLessThan(drainWithinMs + toleranceMs);
      expect(log.filter(({ level }) => level === 60)).toEqual([
        expect.objectContaining({ err: expect.objectContaining({ message: `planted ${planted}` }) }),
      ]);
    },
    openWithinMs,
  );
});

describe('an orderly end', () => {
  it(
    'takes less than five seconds on SIGHUP, whatever event streams and readers there are',
    async () => {
      const server = await start();
      const log = collectLog(server.child);
      const organizer = await tokenOf('organizer');
      const { slug } = await buildExhibition(server.url, organizer, { slug: 'fair', deals: 0 });
      const watch = `subscription { announcements(exhibition: "${slug}", last: 1) { sequence } }`;
      const openRaw = async (head: string, body = '') => {
        const socket = createConnection(server.port, '127.0.0.1');
        socket.on('error', () => {});
        socket.write(`${head}\r\nHost: x\r\n${body ? `Content-Length: ${body.length}\r\n` : ''}\r\n${body}`);
        const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()).resume());
        await once(socket, 'data', { signal: AbortSignal.timeout(5_000) }).catch(() => {});
        return { socket, ended };
      };
      const post = 'POST /graphql HTTP/1.1\r\nContent-Type: application/json';
      const streams = await Promise.all(
        Array.from({ length: 25 }, () =>
          openRaw(`${post}\r\nAccept: text/event-stream`, JSON.stringify({ query: watch })),
        ),
      );
      // One reads no more. One does not read its answer of two megabytes. One never sends all of its request.
      streams[0]!.socket.pause();
      const unread = await openRaw('GET /graphql HTTP/1.1\r\nAccept: text/html');
      unread.socket.pause();
      const unsent = createConnection(server.port, '127.0.0.1');
      unsent.on('error', () => {});
      unsent.write(`${post}\r\nHost: x\r\nContent-Length: 100\r\n\r\n{`);
      server.child.kill('SIGHUP');
      await expect.poll(() => fetch(`${server.url}/health/ready`).then(({ status }) => status)).toBe(503);
      const late = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ query: watch }),
      });
      expect(late.status).toBe(503);
      expect(late.headers.get('retry-after')).toBe('1');
      expect((await late.json()).errors[0].extensions.code).toBe('UNAVAILABLE');
      const startedAt = performance.now();
      await Promise.all(streams.slice(1).map(({ ended }) => ended));
      expect(performance.now() - startedAt).toBeLessThan(drainWithinMs);
      expect((await endOf(server)).code).toBe(0);
      expect(performance.now() - startedAt).toBeLessThan(drainWithinMs + toleranceMs);
      expect(log.filter(({ level }) => level >= 50)).toEqual([]);
    },
    openWithinMs,
  );

  it(
    'waits for neither a database nor a cursor that does not answer',
    async () => {
      const postgres = new URL(database.url);
      const upstream = Number(postgres.port || 5432);
      const link = await Link.open(() => upstream);
      onTestFinished(() => link.close());
      postgres.port = String(link.port);
      const server = await start('pipe', { DATABASE_URL: postgres.href });
      collectLog(server.child);
      link.set('half-open');
      server.child.kill('SIGTERM');
      const { code, ms } = await endOf(server);
      expect(code).toBe(0);
      expect(ms).toBeLessThan(drainWithinMs + toleranceMs);
    },
    openWithinMs,
  );
});
