import type { SimulatedDatabase } from './source.ts';

/** Tokens issues the tokens of a seed. A token is its own id. */
export class Tokens {
  readonly #database: SimulatedDatabase;
  readonly #now: () => number;
  readonly #expiries = new Map<string, number | null>();

  constructor(database: SimulatedDatabase, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** `validForMs` is null for a token that does not expire. */
  issue(validForMs: number | null): string {
    const token = `token-${this.#expiries.size + 1}`;
    this.#expiries.set(token, validForMs === null ? null : this.#now() + validForMs);
    return token;
  }

  /** Milliseconds since 1970. Null if it does not expire. */
  expiresAtMs(token: string): number | null {
    return this.#expiries.get(token) ?? null;
  }

  isValid(token: string): boolean {
    const expiresAtMs = this.expiresAtMs(token);
    return !this.#database.revoked.has(token) && (expiresAtMs === null || expiresAtMs > this.#now());
  }
}
