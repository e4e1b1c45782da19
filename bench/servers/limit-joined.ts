/** The absolute limit: all frames of a tick are joined once, and each socket gets the same bytes in one write. */
import { prepareFrame, tcpOf } from './prepared-frame.ts';
import { messageOf, serveRawSockets } from './raw-sockets.ts';

serveRawSockets((sockets, announcements) => {
  const frames = Buffer.concat(announcements.map((announcement) => prepareFrame(messageOf(announcement))));
  setImmediate(() => {
    for (const socket of sockets) tcpOf(socket).write(frames);
  });
});
