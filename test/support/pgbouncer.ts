import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, freePort, installPackage, startProgram, stopProgram } from './child-process.ts';
import { serverUser } from './postgres-server.ts';

export interface PgBouncer {
  /** The URL of the same database through PgBouncer. */
  url: string;
  stop(): Promise<void>;
}

/** A PgBouncer in front of the database of a URL, with the settings of its packages except the mode. */
export async function createPgBouncer(
  databaseUrl: string,
  mode: 'session' | 'transaction',
  poolSize: number,
): Promise<PgBouncer> {
  const folders = ['/usr/sbin'];
  if (!findProgram('pgbouncer', folders)) installPackage('pgbouncer');
  const program = findProgram('pgbouncer', folders)!;
  const directory = mkdtempSync(join(tmpdir(), 'pavilion-pgbouncer-'));
  const owner = serverUser();
  if ('uid' in owner) chownSync(directory, owner.uid, owner.gid);
  const { hostname, port, pathname, username } = new URL(databaseUrl);
  const ownPort = await freePort();
  const file = join(directory, 'pgbouncer.ini');
  writeFileSync(
    file,
    `[databases]
* = host=${hostname} port=${port} user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${ownPort}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${poolSize}
`,
  );
  const child = await startProgram(program, [file], {
    ...owner,
    cwd: directory,
    ready: /process up/,
    timeoutMs: 10_000,
  });
  return {
    url: `postgres://${username}@127.0.0.1:${ownPort}${pathname}`,
    async stop() {
      await stopProgram(child, 'SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
