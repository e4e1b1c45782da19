import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../config.ts';

/** Throws if a port is in use or the host is not one of this machine, before the database is created, migrated and seeded. */
export async function requireFreePorts({ host, port, metrics }: Config): Promise<void> {
  for (const each of [port, metrics.port ?? 0]) {
    // Not the server yet: a client that connects now has to connect again.
    const probe = createServer((socket) => socket.destroy()).listen(each, host);
    await once(probe, 'listening');
    probe.close();
    await once(probe, 'close');
  }
}
