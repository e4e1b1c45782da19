/** Limit: prepared frames, collected per socket and written once at the end of the tick. */
import type { Duplex } from 'node:stream';
import { prepareFrame, tcpOf } from './prepared-frame.ts';
import { messageOf, serveRawSockets } from './raw-sockets.ts';

serveRawSockets((sockets, announcements) => {
  const gathering: Duplex[] = [];
  for (const socket of sockets) {
    tcpOf(socket).cork();
    gathering.push(tcpOf(socket));
  }
  for (const announcement of announcements) {
    const frame = prepareFrame(messageOf(announcement));
    for (const socket of sockets) tcpOf(socket).write(frame);
  }
  setImmediate(() => {
    for (const tcp of gathering) tcp.uncork();
  });
});
