/** The physical limit: sockets that `ws` upgraded, no GraphQL, and a way to write the same bytes to all of them. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Announcement, announcementsFor, listen } from './announcements.ts';

export function serveRawSockets(
  announce: (sockets: ReadonlySet<WebSocket>, announcements: readonly Announcement[]) => void,
): void {
  const subscribed = new Set<WebSocket>();
  const server = createServer((request, response) => {
    const announcements = announcementsFor(request);
    if (announcements) announce(subscribed, announcements);
    response.end();
  });
  const webSockets = new WebSocketServer({ server, perMessageDeflate: false });
  webSockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      const { type } = JSON.parse(String(data)) as { type: string };
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      else if (type === 'subscribe') subscribed.add(socket);
    });
    socket.once('close', () => subscribed.delete(socket));
    socket.on('error', () => {});
  });
  listen(server);
}

/** With one id for all: the limits send the same bytes to every socket. */
const id = randomUUID();

export function messageOf(announcement: Announcement): string {
  return JSON.stringify({ id, type: 'next', payload: { data: { announcements: announcement } } });
}
