/**
 * Prepared statements of one connection: a text that comes again is not parsed and planned again.
 *
 * Promises: the texts of a connection's statements are limited in bytes; the least recently used statement makes room,
 * in Postgres as in the driver. Prisma writes a new text for each length of an IN list, so their number has no bound.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { createBoundedCache } from '../cache/bounded-cache.ts';

/** For each connection. Postgres itself needs several times as much for the plans. */
export const maxStatementBytes = 1024 * 1024;

interface ParametrizedQuery {
  text: string;
  values: unknown[];
  name?: string;
}

/** A connection that names each parametrized statement after its text. */
export class PreparingClient extends pg.Client {
  readonly #evicted = new Set<string>();
  readonly #names = createBoundedCache<string, string>({
    maxBytes: maxStatementBytes,
    bytesOf: (_name, text) => 2 * text.length,
    onEvicted: (name) => this.#evicted.add(name),
  });

  /** All forms of pg's own method: what is no parametrized statement passes as it is. */
  override query(...parameters: never[]): never {
    const [query, ...rest] = parameters as unknown[];
    const send = super.query.bind(this) as (...parameters: unknown[]) => never;
    if (!isParametrized(query)) return send(query, ...rest);
    return send({ ...query, name: this.#nameOf(query.text) }, ...rest);
  }

  /** To be called between transactions: a failed transaction would refuse it. */
  deallocateEvicted(): void {
    if (this.#evicted.size === 0) return;
    const names = [...this.#evicted];
    this.#evicted.clear();
    const { parsedStatements } = (this as unknown as { connection: DriverConnection }).connection;
    for (const name of names) delete parsedStatements[name];
    const send = super.query.bind(this) as (text: string) => Promise<unknown>;
    // A connection that breaks has no statements any more.
    send(names.map((name) => `DEALLOCATE "${name}"`).join('; ')).catch(() => {});
  }

  /** Undefined for a text beyond the limit: it is planned each time. */
  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = `p${createHash('sha1').update(text).digest('base64url').slice(0, 16)}`;
    this.#evicted.delete(name);
    this.#names.set(text, name);
    return this.#names.has(text) ? name : undefined;
  }
}

interface DriverConnection {
  /** The driver's own list of what Postgres has parsed, by name. */
  parsedStatements: Record<string, string>;
}

function isParametrized(query: unknown): query is ParametrizedQuery {
  const { text, values, name, submit } = (query ?? {}) as Partial<ParametrizedQuery> & { submit?: unknown };
  return typeof text === 'string' && Array.isArray(values) && name === undefined && submit === undefined;
}
