/**
 * Postgres inside the process: the unmodified pg driver, whose socket ends in PGlite.
 *
 * There is one session, so the pool holds one connection and transactions queue.
 * fsync is off: a killed process loses nothing that was acknowledged, a power cut may.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { lockDirectory } from './directory-lock.ts';

/** What pg takes for a TCP socket. */
class InProcessSocket extends Duplex {
  readonly #executor: PGlite;

  constructor(executor: PGlite) {
    super();
    this.#executor = executor;
  }

  /** A connection that replaces a broken one must not inherit its transaction or its prepared statements. */
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

/** Made aside and put in its place whole: what a killed first start leaves is not taken for a database. */
async function makeDatabase(directory: string): Promise<void> {
  const draft = `${directory}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  await (await PGlite.create(draft)).close();
  rmSync(directory, { recursive: true, force: true });
  renameSync(draft, directory);
}

/** What the executor's own file system throws has a number in place of a code, and no message. */
const codesByErrno: Record<number, string> = { 2: 'EACCES', 51: 'ENOSPC', 69: 'EROFS' };

function explained(error: unknown): unknown {
  const { name, errno } = error as NodeJS.ErrnoException;
  if (name !== 'ErrnoError' || errno === undefined) return error;
  const code = codesByErrno[errno] ?? `errno ${errno}`;
  return Object.assign(new Error(`the file system refused: ${code}`, { cause: error }), { code });
}
