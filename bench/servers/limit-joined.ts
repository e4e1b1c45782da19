/** The bare limit: all frames that are due in a tick, joined once for all, in one write of the same bytes to each socket. */
import { prepareFrame, tcpOf } from './prepared-frame.ts';
import { messageOf, serveRawSockets } from './raw-sockets.ts';

serveRawSockets((sockets, announcements) => {
  const frames = Buffer.concat(announcements.map((announcement) => prepareFrame(messageOf(announcement))));
  setImmediate(() => {
    for (const socket of sockets) tcpOf(socket).write(frames);
  });
});
