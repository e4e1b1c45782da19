/** Limit: one string, sent by `ws` to each socket. */
import { messageOf, serveRawSockets } from './raw-sockets.ts';

serveRawSockets((sockets, announcements) => {
  for (const announcement of announcements) {
    const message = messageOf(announcement);
    for (const socket of sockets) socket.send(message);
  }
});
