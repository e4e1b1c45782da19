/**
 * Keeps two processes out of one embedded data directory: PGlite itself takes no lock, and two writers lose each
 * other's acknowledged rows without a word.
 *
 * Promises: while the holder lives, others are refused at once and told its pid; the kernel lets go of the lock when
 * the holder dies, however it does. Does not promise anything between machines that share the directory.
 *
 * The lock is SQLite's, on a file of its own in which nothing is ever written: Node has no other way to ask the
 * kernel for one.
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
  // SQLite would only say that it cannot open its file.
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

/** For people. A holder that has just taken the lock may not have written it yet. */
function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim() || 'unknown';
  } catch {
    return 'unknown';
  }
}
