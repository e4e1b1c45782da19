/** How the server's process ends. process-end.long.test.ts has more ways. */
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenOf } from '../hostile/hostile-server.ts';
import { buildExhibition } from '../support/build-exhibition.ts';
import { createTestDatabase } from '../support/databases.ts';
import { collectLog, openWithinMs, startProcess } from '../support/server-process.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.drop());

describe('an error that no code expects', () => {
  it.each(['exception'])(
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
    'comes on SIGHUP by itself, before the forced one with 1, whatever event streams and readers there are',
    async () => {
      const server = await startProcess(database.url);
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
      await Promise.all(streams.slice(1).map(({ ended }) => ended));
      expect((await server.ended)[0]).toBe(0);
      expect(log.filter(({ level }) => level >= 50)).toEqual([]);
    },
    openWithinMs,
  );
});
