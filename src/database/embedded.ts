/**
 * Postgres inside the process: the unmodified pg driver over a socket that ends in PGlite.
 *
 * PGlite has one session, so the pool has one connection and transactions wait for each other.
 * fsync is off: a killed process loses no acknowledged change, a power cut may lose some.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { lockDirectory } from './directory-lock.ts';

/** InProcessSocket has the part of a TCP socket that pg uses. */
class InProcessSocket extends Duplex {
  readonly #executor: PGlite;

  constructor(executor: PGlite) {
    super();
    this.#executor = executor;
  }

  /** A connection that replaces a broken one must not inherit the transaction and the prepared statements of it. */
  connect(): this {
    const reset = async () => {
      await this.#executor.exec('ROLLBACK');
      await this.#executor.exec('DISCARD ALL');
    };
    reset().then(
      () => this.emit('connect'),
      (error) => this.destroy(error),
    );
    return this;
  }

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error) => void): void {
    this.#executor
      .runExclusive(() => this.#executor.execProtocolRaw(chunk))
      .then((answer) => {
        if (answer.length > 0) this.push(Buffer.from(answer));
        done();
      }, done);
  }

  override _read(): void {}

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}
}

export interface EmbeddedPostgres {
  pool: pg.Pool;
  close(): Promise<void>;
}

export async function openEmbedded(dataDir: string, poolOptions: pg.PoolConfig): Promise<EmbeddedPostgres> {
  const lock = lockDirectory(dataDir);
  try {
    const directory = join(dataDir, 'postgres');
    if (!existsSync(join(directory, 'PG_VERSION'))) await makeDatabase(directory);
    const executor = await PGlite.create(directory);
    const pool = new pg.Pool({
      ...poolOptions,
      user: 'postgres',
      database: 'postgres',
      max: 1,
      stream: () => new InProcessSocket(executor),
    });
    return {
      pool,
      async close() {
        await pool.end();
        await executor.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw explained(error);
  }
}

/** Creates the database in another directory and renames it: what a killed first start leaves is no database. */
async function makeDatabase(directory: string): Promise<void> {
  const unfinished = `${directory}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await (await PGlite.create(unfinished)).close();
  rmSync(directory, { recursive: true, force: true });
  renameSync(unfinished, directory);
}

/** Errors of PGlite's own file system have a number instead of a code, and no message. */
const codesByErrno: Record<number, string> = { 2: 'EACCES', 51: 'ENOSPC', 69: 'EROFS' };

function explained(error: unknown): unknown {
  const { name, errno } = error as NodeJS.ErrnoException;
  if (name !== 'ErrnoError' || errno === undefined) return error;
  const code = codesByErrno[errno] ?? `errno ${errno}`;
  return Object.assign(new Error(`the file system refused: ${code}`, { cause: error }), { code });
}
