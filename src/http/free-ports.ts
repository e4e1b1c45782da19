import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../config.ts';

/**
 * requireFreePorts throws if a port is in use or the host is not an address of this machine. It runs before the
 * database is created, migrated and seeded.
 */
export async function requireFreePorts({ host, port, metrics }: Config): Promise<void> {
  for (const each of [port, metrics.port ?? 0]) {
    // The server is not started yet: a client that connects now must connect again.
    const probe = createServer((socket) => socket.destroy()).listen(each, host);
    await once(probe, 'listening');
    probe.close();
    await once(probe, 'close');
  }
}
