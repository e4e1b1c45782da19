/** Faults of a server with an embedded database. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { childEnvironment } from '../../support/child-process.ts';
import type { EmbeddedServer } from '../embedded-server.ts';
import type { Fault } from './fault.ts';

const kills = 3;
const refusedWithinMs = 30_000;

export const embeddedFaults: Fault<EmbeddedServer>[] = [
  {
    name: 'embedded: its directory opened twice',
    async inject(embedded, { lastsMs }) {
      const env = { ...childEnvironment, PORT: '0', DATA_DIR: embedded.directory };
      const main = new URL('../../../src/main.ts', import.meta.url).pathname;
      const second = spawn(process.execPath, [main], { env, stdio: 'ignore' });
      const signal = AbortSignal.timeout(refusedWithinMs);
      // A connection that opens late must not block the run.
      const [code] = await once(second, 'exit', { signal }).catch(() => ['nothing, but runs']);
      second.kill('SIGKILL');
      await wait(lastsMs);
      return code === 1 ? {} : { complaints: [`the second server ended with ${code}`] };
    },
  },
  {
    name: 'embedded: killed while it writes',
    async inject({ server }, { lastsMs, rhythm }) {
      for (let round = 0; round < kills; round++) {
        await wait((lastsMs / (kills + 1)) * rhythm[round]!);
        await server.kill();
        await server.start();
      }
    },
  },
  {
    name: 'embedded: its disk full',
    allowsSurprises: true,
    async inject(embedded, { lastsMs }) {
      if (!embedded.hasOwnDisk) return { complaints: ['no disk of its own could be mounted'] };
      const ballast = join(embedded.directory, 'ballast');
      fill(ballast);
      await wait(lastsMs);
      rmSync(ballast);
      // As an operator would after freeing space: the server may have stopped by itself.
      await embedded.server.kill();
      await embedded.server.start();
      return {};
    },
  },
];

/** Writes until the disk is full. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  const megabyte = Buffer.alloc(1 << 20);
  try {
    for (;;) if (writeSync(file, megabyte) < megabyte.length) return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}
