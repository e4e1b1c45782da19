/** How the server's process ends, and that its log never holds it up: what process-end.test.ts leaves out. */
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createTestDatabase } from '../support/databases.ts';
import { Link } from '../support/link.ts';
import { collectLog, droppedLines, mutate, openWithinMs, startProcess } from '../support/server-process.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.drop());

describe('a log that nobody takes', () => {
  it(
    'costs lines, which are counted, and neither an answer nor the end on SIGTERM: a pipe that is not read',
    async () => {
      const server = await startProcess(database.url);
      // Nothing reads it: what the pipe and the process hold is full soon.
      expect(await mutate(server, 150)).toBe(150);
      expect(await droppedLines(server)).toBeGreaterThan(0);
      server.child.kill('SIGTERM');
      const [code] = await server.ended;
      expect(code).toBe(0);
    },
    openWithinMs,
  );

  it(
    'costs lines, which are counted, and neither an answer nor the end on SIGTERM: a reader that has ended',
    async () => {
      const server = await startProcess(database.url);
      server.child.stdout!.destroy();
      expect(await mutate(server, 2)).toBe(2);
      await expect.poll(() => droppedLines(server)).toBeGreaterThanOrEqual(50);
      server.child.kill('SIGTERM');
      expect((await server.ended)[0]).toBe(0);
    },
    openWithinMs,
  );

  it(
    'costs lines, which are counted, and neither an answer nor the end on SIGTERM: a full disk',
    async () => {
      const fullDisk = openSync('/dev/full', 'w');
      onTestFinished(() => closeSync(fullDisk));
      const server = await startProcess(database.url, fullDisk);
      expect(await mutate(server, 2)).toBe(2);
      await expect.poll(() => droppedLines(server)).toBeGreaterThanOrEqual(100);
      server.child.kill('SIGTERM');
      expect((await server.ended)[0]).toBe(0);
    },
    openWithinMs,
  );
});

describe('an error that no code expects', () => {
  it.each(['rejection'])(
    'is logged, drains the server and ends it with 1: an %s',
    async (planted) => {
      const server = await startProcess(database.url);
      const log = collectLog(server.child);
      const socket = createConnection(server.port, '127.0.0.1');
      await once(socket, 'connect');
      server.child.send(planted);
      await expect.poll(() => fetch(`${server.url}/health/ready`).then(({ status }) => status)).toBe(503);
      const [code] = await server.ended;
      expect(code).toBe(1);
      expect(log.filter(({ level }) => level === 60)).toEqual([
        expect.objectContaining({ err: expect.objectContaining({ message: `planted ${planted}` }) }),
      ]);
    },
    openWithinMs,
  );
});

describe('an orderly end', () => {
  it(
    'waits for neither a database nor a cursor that does not answer',
    async () => {
      const postgres = new URL(database.url);
      const upstream = Number(postgres.port || 5432);
      const link = await Link.open(() => upstream);
      onTestFinished(() => link.close());
      postgres.port = String(link.port);
      const server = await startProcess(postgres.href);
      collectLog(server.child);
      link.set('half-open');
      server.child.kill('SIGTERM');
      const [code] = await server.ended;
      expect(code).toBe(0);
    },
    openWithinMs,
  );
});
