/**
 * Prepared statements of one connection: a repeated text is parsed and planned once.
 *
 * Promises: the texts of a connection's statements are limited in bytes. The least recently used statement is
 * deallocated, in Postgres and in the driver. Without the limit their number would grow: Prisma writes a new text for
 * each length of an IN list.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { createBoundedCache } from '../cache/bounded-cache.ts';
import { textBytes } from '../cache/text-bytes.ts';

/** Per connection. Postgres uses several times as much for the plans. */
export const maxStatementBytes = 512 * 1024;

interface ParametrizedQuery {
  text: string;
  values: unknown[];
  name?: string;
}

/** StatementNames gives each text a name, which is a hash of it. */
export class StatementNames {
  readonly #evicted = new Set<string>();
  readonly #names = createBoundedCache<string, string>({
    maxBytes: maxStatementBytes,
    bytesOf: (_name, text) => textBytes(text),
    onEvicted: (name) => this.#evicted.add(name),
  });

  get bytes(): number {
    return this.#names.calculatedSize;
  }

  /** Undefined for a text above the limit, which is planned each time. */
  of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = `p${createHash('sha1').update(text).digest('base64url').slice(0, 16)}`;
    this.#evicted.delete(name);
    this.#names.set(text, name);
    return this.#names.has(text) ? name : undefined;
  }

  /** The names that were evicted since the last call. */
  takeEvicted(): string[] {
    const names = [...this.#evicted];
    this.#evicted.clear();
    return names;
  }
}

/** PreparingClient is a connection that prepares each parametrized statement. */
export class PreparingClient extends pg.Client {
  readonly #names = new StatementNames();

  /** Accepts all forms of pg's method. Anything but a parametrized statement is passed on unchanged. */
  override query(...parameters: never[]): never {
    const [query, ...rest] = parameters as unknown[];
    const send = super.query.bind(this) as (...parameters: unknown[]) => never;
    if (!isParametrized(query)) return send(query, ...rest);
    return send({ ...query, name: this.#names.of(query.text) }, ...rest);
  }

  /** Call it between transactions: a failed transaction rejects DEALLOCATE. */
  deallocateEvicted(): void {
    const names = this.#names.takeEvicted();
    if (names.length === 0) return;
    const { parsedStatements } = (this as unknown as { connection: DriverConnection }).connection;
    for (const name of names) delete parsedStatements[name];
    const send = super.query.bind(this) as (text: string) => Promise<unknown>;
    // It fails if the connection broke. Then the statements no longer exist.
    send(names.map((name) => `DEALLOCATE "${name}"`).join('; ')).catch(() => {});
  }
}

interface DriverConnection {
  /** The driver's list of the statements that Postgres has parsed, by name. */
  parsedStatements: Record<string, string>;
}

function isParametrized(query: unknown): query is ParametrizedQuery {
  const { text, values, name, submit } = (query ?? {}) as Partial<ParametrizedQuery> & { submit?: unknown };
  return typeof text === 'string' && Array.isArray(values) && name === undefined && submit === undefined;
}
