/**
 * Locks an embedded data directory for one process. PGlite takes no lock, and two processes that write to one directory
 * lose acknowledged rows without an error.
 *
 * Promises: while a process holds the lock, another one fails immediately with its pid. The kernel releases the lock when
 * the process ends, also after SIGKILL. It does not work across machines that share the directory.
 *
 * The lock is a SQLite lock on a separate, empty file: Node has no API for kernel file locks.
 */
import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export class DirectoryInUse extends Error {
  override name = 'DirectoryInUse';
}

export interface DirectoryLock {
  release(): void;
}

export function lockDirectory(directory: string): DirectoryLock {
  mkdirSync(directory, { recursive: true });
  // SQLite's error does not say that the directory is not writable.
  accessSync(directory, constants.W_OK);
  const pidFile = join(directory, 'pavilion.pid');
  const lock = new DatabaseSync(join(directory, 'pavilion.lock'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error as Error).message.includes('locked')) throw error;
    throw new DirectoryInUse(`${directory} is in use by process ${readPid(pidFile)}`);
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    release() {
      if (!lock.isOpen) return;
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

/** For the error message only. A process that has just taken the lock may not have written its pid yet. */
function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim() || 'unknown';
  } catch {
    return 'unknown';
  }
}
