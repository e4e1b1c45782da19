import { type ChildProcess, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import {
  findProgram,
  freePort,
  installPackage,
  runProgram,
  startProgram,
  stopProgram,
} from './child-process.ts';

const debianFolder = '/usr/lib/postgresql';
const nobody = 65_534;

export interface PostgresServer {
  url: string;
  port: number;
  directory: string;
  start(): Promise<void>;
  /** fast: as pg_ctl's; immediate: no checkpoint, as after a crash of the machine; kill: SIGKILL to the postmaster. */
  stop(how: 'fast' | 'immediate' | 'kill'): Promise<void>;
  remove(): Promise<void>;
}

/** A Postgres of our own in a temporary directory. Extra settings are `name=value`. */
export async function createPostgres(
  settings: string[] = ['fsync=off'],
  { parent = tmpdir() } = {},
): Promise<PostgresServer> {
  const { initdb } = findPrograms();
  const directory = makeDirectory(parent);
  const made = spawnSync(
    initdb,
    ['-D', directory, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...serverUser(), cwd: directory, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stdout}${made.stderr}`);
  return openPostgres(directory, settings);
}

/** A standby of another one, which must allow replication: it follows until it is promoted. */
export async function createStandby(
  primary: PostgresServer,
  settings: string[] = ['fsync=off'],
): Promise<PostgresServer> {
  const { basebackup } = findPrograms();
  const directory = makeDirectory();
  // Asynchronously: the link that carries the copy may run in this process.
  await runProgram(
    basebackup,
    ['-D', directory, '-d', primary.url, '--write-recovery-conf', '--checkpoint=fast', '--no-sync'],
    { ...serverUser(), cwd: directory },
  );
  return openPostgres(directory, settings);
}

function makeDirectory(parent = tmpdir()): string {
  const directory = mkdtempSync(join(parent, 'pavilion-postgres-'));
  const owner = serverUser();
  if ('uid' in owner) chownSync(directory, owner.uid, owner.gid);
  return directory;
}

async function openPostgres(directory: string, settings: string[]): Promise<PostgresServer> {
  const { postgres } = findPrograms();
  const port = await freePort();
  let child: ChildProcess | null = null;
  const server: PostgresServer = {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    port,
    directory,
    async start() {
      const options = ['listen_addresses=127.0.0.1', `unix_socket_directories=${directory}`, ...settings];
      child = await startProgram(
        postgres,
        ['-D', directory, '-p', String(port), ...options.flatMap((option) => ['-c', option])],
        {
          ...serverUser(),
          cwd: directory,
          ready: /ready to accept (read-only )?connections/,
          timeoutMs: 30_000,
        },
      );
    },
    async stop(how) {
      if (child)
        await stopProgram(
          child,
          { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' }[how] as NodeJS.Signals,
        );
      child = null;
    },
    async remove() {
      await server.stop('immediate');
      rmSync(directory, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

function findPrograms(): { initdb: string; postgres: string; basebackup: string } {
  for (let attempt = 0; ; attempt++) {
    const folders = listVersions().map((version) => join(debianFolder, version, 'bin'));
    const initdb = findProgram('initdb', folders);
    const postgres = findProgram('postgres', folders);
    const basebackup = findProgram('pg_basebackup', folders);
    if (initdb && postgres && basebackup) return { initdb, postgres, basebackup };
    if (attempt > 0) throw new Error('postgresql was installed, but its programs were not found');
    installPackage('postgresql');
  }
}

/** Newest first. */
function listVersions(): string[] {
  try {
    return readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a));
  } catch {
    return [];
  }
}

/** Postgres and PgBouncer refuse to run as root. */
export function serverUser(): { uid: number; gid: number } | Record<string, never> {
  if (userInfo().uid !== 0) return {};
  const id = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim() || nobody);
  return { uid: id('-u'), gid: id('-g') };
}
