/** The client reconnects with its position after every close code. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { followAnnouncements, overWebSocket, type SequencedAnnouncement } from '../../../src/client/index.ts';
import { closeCodes } from '../../../src/errors/close-codes.ts';

/** Sends one announcement to each subscription, then ends the connection. Returns the cursors asked for, in order of arrival. */
async function startServer(closeWith: number | 'cut'): Promise<{ url: string; asked: (string | null)[] }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const asked: (string | null)[] = [];
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
  const { port } = server.address() as AddressInfo;
  return { url: `ws://127.0.0.1:${port}`, asked };
}

const others = [1000, 1001, 1002, 1003, 1007, 1008, 1011, 1014, 4004, 4005, 4500, 'cut'] as const;
it.each([...Object.values(closeCodes).map(({ code }) => code), ...others])(
  'reconnects after %s',
  async (code) => {
    const { url, asked } = await startServer(code);
    const transport = overWebSocket({ url, webSocketImpl: WebSocket });
    const sequences: number[] = [];
    const follower = followAnnouncements<SequencedAnnouncement>(transport, {
      query: 'subscription($after: String) { announcements(after: $after) { sequence cursor } }',
      after: 'c0',
      onAnnouncement: ({ sequence }) => sequences.push(sequence),
      onCursorLost: () => 'c0',
      backoff: { firstMs: 10, maxMs: 20 },
    });
    onTestFinished(() => {
      follower.stop();
      transport.close();
    });
    await expect.poll(() => sequences.slice(0, 3), { timeout: 5_000, interval: 10 }).toEqual([1, 2, 3]);
    expect(asked.slice(0, 3)).toEqual(['c0', 'c1', 'c2']);
  },
);

it('closes without an unhandled rejection while a connection is being opened that fails', async () => {
  const rejections: unknown[] = [];
  const onRejection = (error: unknown) => rejections.push(error);
  process.on('unhandledRejection', onRejection);
  onTestFinished(() => void process.off('unhandledRejection', onRejection));
  const refusing = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  onTestFinished(() => void refusing.close());
  await once(refusing, 'listening');
  const { port } = refusing.address() as AddressInfo;
  const transport = overWebSocket({ url: `ws://127.0.0.1:${port}`, webSocketImpl: WebSocket });
  const stopping = new AbortController();
  const observer = { opened() {}, next() {} };
  const subscribed = transport.subscribe({ query: '' }, observer, stopping.signal).catch(() => {});
  stopping.abort();
  transport.close();
  await subscribed;
  // A connection that was opened later has failed: so has the first one.
  await once(new WebSocket(`ws://127.0.0.1:${port}`), 'error');
  expect(rejections).toEqual([]);
});
