/** Whatever code a server or a proxy closes with, the helper comes back with its position. */
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { followAnnouncements, overWebSocket, type Told } from '../../src/client/index.ts';
import { closeCodes } from '../../src/server/close-codes.ts';

let server: WebSocketServer;
/** What subscriptions asked for, in order of arrival. */
let asked: (string | null)[] = [];
let closeWith: number | 'cut' = 1012;

beforeAll(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (message.type !== 'subscribe') return;
      asked.push(message.payload.variables.after);
      const sequence = asked.length;
      const announcements = { sequence, cursor: `c${sequence}` };
      socket.send(JSON.stringify({ type: 'next', id: message.id, payload: { data: { announcements } } }));
      if (closeWith === 'cut') socket.terminate();
      else socket.close(closeWith);
    });
  });
});
afterAll(() => server.close());

const others = [1000, 1001, 1002, 1003, 1007, 1008, 1011, 1014, 4004, 4005, 4500, 'cut'] as const;
it.each([...Object.values(closeCodes).map(({ code }) => code), ...others])(
  'comes back after %s',
  async (code) => {
    asked = [];
    closeWith = code;
    const { port } = server.address() as { port: number };
    const transport = overWebSocket({ url: `ws://127.0.0.1:${port}`, webSocketImpl: WebSocket });
    const sequences: number[] = [];
    const following = followAnnouncements<Told>(transport, {
      query: 'subscription($after: String) { announcements(after: $after) { sequence cursor } }',
      after: 'c0',
      onAnnouncement: ({ sequence }) => sequences.push(sequence),
      onCursorLost: () => 'c0',
      backoff: { firstMs: 10, maxMs: 20 },
    });
    onTestFinished(() => {
      following.stop();
      transport.close();
    });
    await expect.poll(() => sequences.slice(0, 3), { timeout: 5_000, interval: 10 }).toEqual([1, 2, 3]);
    expect(asked.slice(0, 3)).toEqual(['c0', 'c1', 'c2']);
  },
);
