/** A reader that subscribes and then never reads: its kernel's buffers fill, and nothing answers a ping. */
import { once } from 'node:events';
import WebSocket from 'ws';
import { watchDocument } from './follow.ts';

export interface SilentReader {
  close(): void;
}

export async function openSilentReader(
  port: number,
  exhibition: string,
  selection: string,
): Promise<SilentReader> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => {});
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  const payload = { query: watchDocument(selection), variables: { exhibition } };
  socket.send(JSON.stringify({ type: 'subscribe', id: 'silent', payload }));
  socket.pause();
  return { close: () => socket.terminate() };
}
