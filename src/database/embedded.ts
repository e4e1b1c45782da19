/**
 * Postgres inside the process: the unmodified pg driver over an in-process socket to PGlite.
 *
 * PGlite has one session, so the pool has one connection and transactions wait for each other.
 * fsync is off: a killed process loses no acknowledged change, but a power failure can.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { lockDirectory } from './directory-lock.ts';

/** InProcessSocket implements the part of net.Socket that pg uses. */
class InProcessSocket extends Duplex {
  readonly #executor: PGlite;

  constructor(executor: PGlite) {
    super();
    this.#executor = executor;
  }

  /** Resets the session: a new connection must not inherit the transaction and prepared statements of a broken one. */
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
    if (!existsSync(join(directory, 'PG_VERSION'))) await createDatabase(directory);
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
    throw withErrorCode(error);
  }
}

/** Creates the database in a temporary directory and renames it: a killed first start leaves no half-made database. */
async function createDatabase(directory: string): Promise<void> {
  const unfinished = `${directory}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await (await PGlite.create(unfinished)).close();
  rmSync(directory, { recursive: true, force: true });
  renameSync(unfinished, directory);
}

/** Errors of PGlite's file system have a number instead of a code, and no message. */
const codesByErrno: Record<number, string> = { 2: 'EACCES', 51: 'ENOSPC', 69: 'EROFS' };

function withErrorCode(error: unknown): unknown {
  const { name, errno } = error as NodeJS.ErrnoException;
  if (name !== 'ErrnoError' || errno === undefined) return error;
  const code = codesByErrno[errno] ?? `errno ${errno}`;
  return Object.assign(new Error(`file system error ${code}`, { cause: error }), { code });
}
