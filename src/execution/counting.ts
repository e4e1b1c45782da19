/** Counting counts one request in the rate limits, exactly once, whatever its outcome. */
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

  /** Counts a caller without a token before the request is decoded. Throws RATE_LIMITED. */
  requirePublic(): void {
    if (this.#hasToken) return;
    this.isCounted = true;
    this.#limits.requireAddress(this.#address);
  }

  /**
   * Counts the operation. Throws RATE_LIMITED. Reports of screens have a separate limit, because each screen sends
   * one per announcement.
   */
  requireOperation(operation: ValidatedExecutionArgs): void {
    const count = operationCount(operation);
    const { identity } = this;
    if (identity?.tokenId) {
      this.isCounted = true;
      if (reportsOnly(operation)) this.#limits.requireReports(identity, count);
      else this.#limits.requireToken(identity, count);
    } else if (count > 1) this.#limits.requireAddress(this.#address, count - 1);
  }

  /**
   * Returns the error of a request that failed before it was counted: RATE_LIMITED if the request exceeds the limit,
   * else the given error.
   */
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
