/** Counts one request in the rate limits: once, whatever it comes to. */
import type { ValidatedExecutionArgs } from 'graphql';
import type { Identity } from '../auth/identity.ts';
import type { RateLimits } from '../rate-limit/rate-limits.ts';
import { operationCount, reportsOnly } from './operation-cost.ts';
import type { OperationRequest } from './request.ts';

export type CountingLimits = Pick<RateLimits, 'requireAddress' | 'requireToken' | 'requireReports'>;

export class Counting {
  readonly #limits: CountingLimits;
  readonly #address: string;
  /** Whether the caller presents a token, verified or not. */
  readonly #hasToken: boolean;
  identity: Identity | null;
  isCounted = false;

  constructor(limits: CountingLimits, { caller, session }: Pick<OperationRequest, 'caller' | 'session'>) {
    this.#limits = limits;
    this.#address = caller.address;
    this.identity = session?.identity ?? null;
    this.#hasToken = session ? session.identity.tokenId !== null : Boolean(caller.authorization);
  }

  /** Counts a caller without a token before anything is read. Throws RATE_LIMITED. */
  requirePublic(): void {
    if (this.#hasToken) return;
    this.isCounted = true;
    this.#limits.requireAddress(this.#address);
  }

  /** Throws RATE_LIMITED. The reports of screens have an allowance of their own: each screen sends one per announcement. */
  requireOperation(operation: ValidatedExecutionArgs): void {
    const count = operationCount(operation);
    const { identity } = this;
    if (identity?.tokenId) {
      this.isCounted = true;
      if (reportsOnly(operation)) this.#limits.requireReports(identity, count);
      else this.#limits.requireToken(identity, count);
    } else if (count > 1) this.#limits.requireAddress(this.#address, count - 1);
  }

  /** The error of a request that failed before it was counted: RATE_LIMITED if it is one too many. */
  errorOf(error: unknown): unknown {
    if (this.isCounted) return error;
    this.isCounted = true;
    try {
      if (this.identity?.tokenId) this.#limits.requireToken(this.identity);
      else this.#limits.requireAddress(this.#address);
      return error;
    } catch (rateLimited) {
      return rateLimited;
    }
  }
}
