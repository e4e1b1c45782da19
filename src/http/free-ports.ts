import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../config.ts';

/** Before the database is opened, made and filled, so that whoever cannot be served is told at once. */
export async function requireFreePorts({ host, port, metrics }: Config): Promise<void> {
  for (const each of [port, metrics.port ?? 0]) {
    if (each === 0) continue;
    // Whoever comes just now comes again: this is not the server yet.
    const probe = createServer((socket) => socket.destroy()).listen(each, host);
    await once(probe, 'listening');
    probe.close();
    await once(probe, 'close');
  }
}
