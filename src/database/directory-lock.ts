/**
 * Keeps a second process out of an embedded data directory: PGlite takes no lock, and two writers silently lose each
 * other's acknowledged rows.
 *
 * Promises: while the holder lives, another process fails at once with the holder's pid; the kernel releases the lock
 * when the holder dies, also by SIGKILL. Promises nothing between machines that share the directory.
 *
 * The lock is SQLite's, on a separate file that stays empty: Node has no other way to ask the kernel for one.
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
  // SQLite's own error would not say that the directory is not writable.
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

/** For the error message alone: a holder that has just taken the lock may not have written its pid yet. */
function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim() || 'unknown';
  } catch {
    return 'unknown';
  }
}
