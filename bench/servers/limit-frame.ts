/** Limit: a frame that is prepared once and written to each socket. */
import { prepareFrame, tcpOf } from './prepared-frame.ts';
import { messageOf, serveRawSockets } from './raw-sockets.ts';

serveRawSockets((sockets, announcements) => {
  for (const announcement of announcements) {
    const frame = prepareFrame(messageOf(announcement));
    for (const socket of sockets) tcpOf(socket).write(frame);
  }
});
